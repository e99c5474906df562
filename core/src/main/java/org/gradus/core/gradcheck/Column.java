package org.gradus.core.gradcheck;

import java.util.function.Supplier;

/**
 * What was found of one column of a Jacobian.
 *
 * @param slopes what differences give, row by row
 * @param verdicts whether the analytic values agree
 */
record Column(Slope[] slopes, Verdict[] verdicts) {

    /** Compares by PyTorch's rule. */
    static Column fixed(Differences.FixedStep options, Line line, double[] analytic) {
        double[] numeric = line.fixed(options.eps());
        var column = new Column(new Slope[numeric.length], new Verdict[numeric.length]);
        for (int i = 0; i < numeric.length; i++) {
            double tolerance = options.tolerance(numeric[i]);
            column.slopes[i] = Slope.of(numeric[i], tolerance);
            column.verdicts[i] = Math.abs(analytic[i] - numeric[i]) <= tolerance ? Verdict.PASSED : Verdict.FAILED;
        }
        return column;
    }

    /** This column, in which what seems wrong passes where rounding accounts for it. */
    Column allowingFor(Supplier<double[]> rounding, Claim claim) {
        for (int row = 0; row < verdicts.length; row++) {
            if (verdicts[row] == Verdict.FAILED) {
                double nearest = slopes[row].nearestTo(claim.analytic()[row]);
                double error = slopes[row].error() + rounding.get()[row];
                if (claim.distance(row, nearest) <= Tolerance.agreement(error, claim.scale(row, nearest))) {
                    slopes[row] = Slope.of(nearest, error);
                    verdicts[row] = Verdict.PASSED;
                }
            }
        }
        return this;
    }
}
