package org.gradus.core.gradcheck;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The slopes on one side of x, row by row, by differences with x itself: at a kink the function is smooth on either side
 * by itself. Steps belong together for as long as the function decides the same, whatever it decides at x.
 */
final class OneSided {

    /** How much finer steps are than central ones, whose quotients have errors of even powers alone. */
    private static final int FINER = 6;
    private static final int STEPS = 16;

    private final Line line;
    private final int side;
    private final Estimate[] best;
    private int last;

    OneSided(Line line, int side, Tolerance tolerance) {
        this.line = line;
        this.side = side;
        this.best = new Estimate[line.origin().values().length];
        Tableau tableau = new Tableau(best.length, 2);
        Arrays.fill(best, Estimate.NONE);
        int coarsest = line.scale().coarsest() + FINER / 2;
        int steps = 0;
        for (int k = coarsest; steps < STEPS && k <= line.scale().finest() + FINER; k++, steps++) {
            if (k > coarsest && !line.decidesAlike(side, k, k - 1)) {
                tableau = new Tableau(best.length, 2);
                Arrays.fill(best, Estimate.NONE);
                steps = 0;
            }
            tableau.add(line.oneSided(side, k));
            for (int i = 0; tableau.hasEstimates() && i < best.length; i++) {
                double rounding = tolerance.rounding()[i] / line.step(k);
                best[i] = best[i].or(new Estimate(tableau.value(i), tableau.error(i) + rounding, k));
            }
            last = k;
        }
    }

    /** A row's slope, {@link Estimate#NONE} where there is none. */
    Estimate slope(int row) {
        return best[row].isFound()
                ? best[row].withNoise(k -> 2 * line.oneSided(side, k, row) - line.oneSided(side, k - 1, row), last)
                : Estimate.NONE;
    }

    /** Why the function gives nothing on this side, or nothing that can be compared. */
    @Nullable
    IllegalArgumentException refusal() {
        return line.at(side, last).evaluation().refusal();
    }

    /** Whether the function ends at x: it has no finite value on this side. */
    boolean isOutside(int row) {
        return !Double.isFinite(line.at(side, last).values()[row]);
    }
}
