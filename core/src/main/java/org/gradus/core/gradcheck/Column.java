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

    /**
     * This column, in which what seems wrong passes where rounding accounts for it: where terms cancel, or by a small part
     * of a derivative.
     */
    Column allowingFor(Supplier<double[]> rounding, Claim claim, double smallPart) {
        for (int row = 0; row < verdicts.length; row++) {
            if (verdicts[row] == Verdict.FAILED) {
                double nearest = slopes[row].nearestTo(claim.analytic()[row]);
                double scale = claim.scale(row, nearest);
                double error = Math.min(rounding.get()[row], Math.max(claim.zero(), smallPart * scale));
                if (claim.distance(row, nearest) <= Tolerance.agreement(slopes[row].error() + error, scale)) {
                    slopes[row] = Slope.of(nearest, slopes[row].error() + error);
                    verdicts[row] = Verdict.PASSED;
                }
            }
        }
        return this;
    }
}
