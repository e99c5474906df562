package org.gradus.core.gradcheck;

/**
 * What the tape claims of one column of a Jacobian, and how exactly that can matter.
 *
 * @param analytic the derivatives, row by row
 * @param negligible errors of each row that do not matter: what they make when the element moves by its own size is nothing
 *        beside what other elements make, or near the rounding of the row's value
 * @param zero the size of what rounding leaves of a derivative whose terms cancel
 */
record Claim(double[] analytic, double[] negligible, double zero) {

    private static final double BESIDE_OTHERS = 1e-9;
    private static final double BESIDE_THE_VALUE = 1e-12;

    /**
     * @param others what the other elements make of each row at most when they move by their own size
     * @param values the size of each row's value
     * @param size of the column's element
     */
    static Claim of(double[] analytic, double[] others, double[] values, double size, double zero) {
        double[] negligible = new double[analytic.length];
        for (int i = 0; i < negligible.length; i++) {
            negligible[i] = Math.max(BESIDE_OTHERS * others[i], BESIDE_THE_VALUE * values[i]) / size;
        }
        return new Claim(analytic, negligible, zero);
    }

    int count() {
        return analytic.length;
    }

    /** |analytic − value|. */
    double distance(int row, double value) {
        return Math.abs(analytic[row] - value);
    }

    /** The size of the larger one of both; that of the numeric one if the analytic one is not finite. */
    double scale(int row, double value) {
        return Double.isFinite(analytic[row])
                ? Math.max(Math.abs(analytic[row]), Math.abs(value))
                : Math.abs(value);
    }

    /** Whether the derivative is 0 but for rounding. */
    boolean isZero(int row) {
        return Math.abs(analytic[row]) <= zero;
    }
}
