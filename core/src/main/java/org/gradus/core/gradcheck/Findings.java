package org.gradus.core.gradcheck;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What comparing a Jacobian finds, column by column. */
final class Findings {

    private static final Comparator<Derivative> WORSE = Comparator
            .comparing((Derivative each) -> each.verdict() == Verdict.FAILED).thenComparingDouble(Derivative::units);

    private final Differences differences;
    private final List<Derivative> notPassed = new ArrayList<>();
    private Tally elements = Tally.NOTHING;
    private Tally directions = Tally.NOTHING;
    private @Nullable Derivative worstAbsolute;
    private @Nullable Derivative worstRelative;

    Findings(Differences differences) {
        this.differences = differences;
    }

    /** Notes one derivative. */
    void add(Ray row, Ray column, double analytic, Slope slope, Verdict verdict) {
        boolean single = row instanceof Ray.Unit && column instanceof Ray.Unit;
        if (single) {
            elements = elements.and(verdict);
        } else {
            directions = directions.and(verdict);
        }
        double numeric = slope.nearestTo(analytic);
        double error = Math.abs(analytic - numeric);
        boolean absolute = single
                && (worstAbsolute == null || Double.compare(error, worstAbsolute.absoluteError()) > 0);
        boolean relative = single && isKnownWell(slope, numeric) && (worstRelative == null
                || error > worstRelative.relativeError() * Math.max(Math.abs(analytic), Math.abs(numeric)));
        if (verdict == Verdict.PASSED && !absolute && !relative) {
            return;
        }
        var derivative = new Derivative(row.place(), column.place(), analytic, slope, verdict);
        worstAbsolute = absolute ? derivative : worstAbsolute;
        worstRelative = relative ? derivative : worstRelative;
        if (verdict != Verdict.PASSED) {
            notPassed.add(derivative);
        }
    }

    /** Whether a numeric derivative is so large that its relative error says something. */
    private boolean isKnownWell(Slope slope, double numeric) {
        return switch (differences) {
            case Differences.Adaptive adaptive -> slope.error() <= adaptive.precision() * Math.abs(numeric);
            case Differences.FixedStep fixed -> fixed.rtol() * Math.abs(numeric) >= fixed.atol();
        };
    }

    Tally elements() {
        return elements;
    }

    Tally directions() {
        return directions;
    }

    ImmutableList<Derivative> worst() {
        return ImmutableList.copyOf(notPassed.stream().collect(Comparators.greatest(JacobianReport.LISTED, WORSE)));
    }

    Optional<Derivative> worstAbsolute() {
        return Optional.ofNullable(worstAbsolute);
    }

    Optional<Derivative> worstRelative() {
        return Optional.ofNullable(worstRelative);
    }
}
