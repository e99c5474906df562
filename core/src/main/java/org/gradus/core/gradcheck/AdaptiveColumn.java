package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.function.Supplier;
import org.gradus.core.gradcheck.Differences.Adaptive;
import org.jspecify.annotations.Nullable;

/**
 * Differences along one line, with steps that are refined for as long as some row is open.
 *
 * <p>
 * One to three small steps decide most rows. Where they do not, since their extrapolation is not good enough or does not
 * agree, steps go once through all sizes. A row passes as soon as a good estimate agrees; it fails when two good ones of
 * very different steps agree with each other and not with it, so that a step that happens to meet a period of the function
 * accuses no one. What is open in the end is judged by the best estimate, and by slopes on either side where that is bad.
 */
final class AdaptiveColumn {

    /** Small beside x, and so large that rounding leaves ten digits of the quotient. */
    private static final int QUICK = 10;
    private static final int QUICK_ROWS = 3;

    /** Steps so small that curvature is less than noise. */
    private static final int NOISY = 16;

    /** What part of a slope its change over a step may be for it not to be taken for a kink. */
    private static final double STRAIGHT = 0.5;

    private final Adaptive options;
    private final Line line;
    private final Claim claim;
    private final Tolerance tolerance;
    private final Supplier<ImmutableList<Ray>> shifts;
    private final Column column;
    private final Estimate[] best;
    private final Estimate[] accusing;
    private @Nullable OneSided below;
    private @Nullable OneSided above;
    private @Nullable Vicinity vicinity;
    private int open;

    /**
     * @param tolerance what rounding makes of each row
     * @param shifts directions in which to leave a kink
     */
    AdaptiveColumn(Adaptive options, Line line, Claim claim, Tolerance tolerance,
            Supplier<ImmutableList<Ray>> shifts) {
        this.options = options;
        this.line = line;
        this.claim = claim;
        this.tolerance = tolerance;
        this.shifts = shifts;
        this.open = claim.count();
        this.column = new Column(new Slope[open], new Verdict[open]);
        this.best = new Estimate[open];
        this.accusing = new Estimate[open];
        Arrays.fill(best, Estimate.NONE);
        Arrays.fill(accusing, Estimate.NONE);
    }

    Column run() {
        int first = largestSmoothStep();
        if (first <= line.scale().finest()) {
            refine(first, first + QUICK_ROWS - 1);
            refine(line.scale().coarsest(), line.scale().finest());
        }
        for (int row = 0; row < claim.count() && open > 0; row++) {
            if (isOpen(row)) {
                settle(row);
            }
        }
        return column;
    }

    /** Kinks are rarely near: strides towards them, at last as near as makes sense. */
    private int largestSmoothStep() {
        int k = QUICK;
        while (k <= line.scale().finest() && !line.isSmooth(k)) {
            k += QUICK_ROWS - 1;
        }
        return k;
    }

    private void refine(int from, int to) {
        Tableau tableau = new Tableau(claim.count(), 4);
        for (int k = from; k <= to && open > 0; k++) {
            if (!line.isSmooth(k)) {
                tableau = new Tableau(claim.count(), 4);
                continue;
            }
            double[] quotients = line.central(k);
            tableau.add(quotients);
            for (int row = 0; row < quotients.length; row++) {
                if (isOpen(row) && !agreesAtOnce(row, k, quotients[row]) && tableau.hasEstimates()) {
                    judge(row, k, tableau.value(row), Math.max(tableau.error(row), kink(row, k)));
                }
            }
        }
    }

    private boolean isOpen(int row) {
        return column.verdicts()[row] == null;
    }

    /** Agreement to all digits that rounding leaves, which no wrong value comes to by accident, needs no estimate. */
    private boolean agreesAtOnce(int row, int k, double quotient) {
        double rounding = tolerance.rounding()[row] / line.step(k);
        double scale = claim.scale(row, quotient);
        boolean good = rounding <= options.precision() * scale || scale == 0;
        boolean agrees = good && claim.distance(row, quotient) <= Tolerance.agreement(rounding, scale)
                && Math.abs(change(row, k)) <= Math.max(STRAIGHT * Math.abs(quotient), rounding);
        if (agrees) {
            resolve(row, Slope.of(quotient, rounding), Verdict.PASSED);
        }
        return agrees;
    }

    /**
     * Half of how far the slopes on either side are apart in the limit, by extrapolation: more than nothing at a kink, and
     * where there is noise.
     */
    private double kink(int row, int k) {
        return Math.abs(2 * change(row, k) - change(row, k - 1)) / 2;
    }

    /** How far the slopes on either side are apart. */
    private double change(int row, int k) {
        double middle = line.origin().values()[row];
        double right = line.at(Line.ABOVE, k).values()[row] - middle;
        double left = line.at(Line.BELOW, k).values()[row] - middle;
        return (right + left) / line.step(k);
    }

    private void judge(int row, int k, double value, double extrapolation) {
        Estimate estimate = new Estimate(value, extrapolation + tolerance.rounding()[row] / line.step(k), k);
        best[row] = best[row].or(estimate);
        if (isGood(row, estimate) && claim.distance(row, value) <= allowed(row, estimate)) {
            resolve(row, Slope.of(value, estimate.error()), Verdict.PASSED);
            return;
        }
        Estimate sure = estimate.error() <= options.precision() * Math.abs(value) ? estimate : asZero(row, estimate);
        if (sure.isFound() && Tolerance.isClear(claim.distance(row, value), allowed(row, sure))) {
            if (sure.bearsOut(accusing[row])) {
                resolve(row, Slope.of(value, sure.error()), Verdict.FAILED);
            } else if (sure.isApartFrom(accusing[row])) {
                accusing[row] = sure;
            }
        }
    }

    /** Whether an estimate is precise for what is claimed, or the best so far and as exact as can matter. */
    private boolean isGood(int row, Estimate estimate) {
        return estimate.error() <= options.precision() * claim.scale(row, estimate.value())
                || best[row] == estimate && (estimate.error() <= claim.negligible()[row]
                        || asZero(row, estimate).isFound());
    }

    private double allowed(int row, Estimate estimate) {
        return Tolerance.agreement(estimate.error(), claim.scale(row, estimate.value()));
    }

    private double noise(int row, int k) {
        return tolerance.noise()[row] / line.step(k);
    }

    private void resolve(int row, Slope slope, Verdict verdict) {
        column.slopes()[row] = slope;
        column.verdicts()[row] = verdict;
        open--;
    }

    private void settle(int row) {
        Estimate estimate = best[row];
        if (estimate.isFound()) {
            estimate = estimate.withNoise(k -> (4 * line.central(k, row) - line.central(k - 1, row)) / 3,
                    line.scale().finest());
        }
        Estimate telling = telling(row, estimate);
        if (telling.isFound()) {
            Slope slope = Slope.of(telling.value(), telling.error());
            resolve(row, slope, verdict(row, slope));
        } else {
            settleByEitherSide(row, estimate);
        }
    }

    /**
     * The best estimate, given that values have as much noise as small steps show: for one step to either side a smooth
     * function gains on one what it loses on the other.
     */
    private Estimate amidNoise(int row) {
        double noise = 0;
        for (int k = NOISY; k <= line.scale().finest(); k++) {
            noise = line.isSmooth(k) ? Math.max(noise, Math.abs(change(row, k) * line.step(k))) : noise;
        }
        var tableau = new Tableau(1, 4);
        Estimate most = Estimate.NONE;
        for (int k = line.scale().coarsest(); k <= line.scale().finest(); k++) {
            if (!line.isSmooth(k)) {
                tableau = new Tableau(1, 4);
                continue;
            }
            tableau.add(new double[]{line.central(k, row)});
            if (tableau.hasEstimates()) {
                most = most.or(new Estimate(tableau.value(0), tableau.error(0) + noise / line.step(k), k));
            }
        }
        return most;
    }

    private void settleByEitherSide(int row, Estimate middle) {
        Slope sides = sides(row);
        if (Double.isNaN(sides.error())) {
            Estimate noisy = telling(row, amidNoise(row));
            if (noisy.isFound()) {
                Slope slope = Slope.of(noisy.value(), noisy.error());
                resolve(row, slope, verdict(row, slope));
                return;
            }
            resolve(row, middle.isFound() ? Slope.of(middle.value(), middle.error()) : sides, Verdict.INCONCLUSIVE);
            return;
        }
        Slope around = verdict(row, sides) == Verdict.PASSED ? sides : vicinity().widen(sides, row, tolerance);
        resolve(row, around, verdict(row, around));
    }

    private Verdict verdict(int row, Slope slope) {
        double nearest = slope.nearestTo(claim.analytic()[row]);
        double scale = Math.max(claim.scale(row, slope.low()), Math.abs(slope.high()));
        return Tolerance.verdict(claim.distance(row, nearest), Tolerance.agreement(slope.error(), scale));
    }

    private Vicinity vicinity() {
        if (vicinity == null) {
            vicinity = new Vicinity(line, shifts.get());
        }
        return vicinity;
    }

    /** An estimate if something follows from it, as it is no coarser than the options say or as exact as can matter. */
    private Estimate telling(int row, Estimate estimate) {
        double enough = Math.max(options.coarsest() * Math.abs(estimate.value()), claim.negligible()[row]);
        return estimate.error() <= enough ? estimate : asZero(row, estimate);
    }

    /**
     * An estimate that is no larger than what rounding leaves of a sum that cancels: it may be anything of that size.
     * Claims that are 0 but for rounding are right then, those clearly larger are wrong, and of others nothing is known.
     */
    private Estimate asZero(int row, Estimate estimate) {
        var zero = new Estimate(estimate.value(), noise(row, estimate.k()), estimate.k());
        boolean decided = claim.isZero(row) || Tolerance.isClear(claim.distance(row, estimate.value()),
                Tolerance.agreement(zero.error(), 0));
        return estimate.error() <= zero.error() && decided ? zero : Estimate.NONE;
    }

    /** The slopes on both sides; on one alone where the function ends at x. */
    private Slope sides(int row) {
        if (below == null || above == null) {
            below = new OneSided(line, Line.BELOW, tolerance);
            above = new OneSided(line, Line.ABOVE, tolerance);
            if (below.refusal() != null && above.refusal() != null) {
                throw above.refusal();
            }
        }
        Estimate left = telling(row, below.slope(row));
        Estimate right = telling(row, above.slope(row));
        if (below.isOutside(row)) {
            left = right;
        } else if (above.isOutside(row)) {
            right = left;
        }
        return left.isFound() && right.isFound()
                ? new Slope(Math.min(left.value(), right.value()), Math.max(left.value(), right.value()),
                        Math.max(left.error(), right.error()))
                : Slope.UNKNOWN;
    }
}
