package org.gradus.core.gradcheck;

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
}
