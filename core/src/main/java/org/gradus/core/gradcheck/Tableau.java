package org.gradus.core.gradcheck;

import java.util.Arrays;

/**
 * Difference quotients at steps that halve, of many functions at once, extrapolated to the step 0.
 *
 * <p>
 * Where the quotients' error is a series in hᵖ, T(i,j) = (fʲ·T(i,j−1) − T(i−1,j−1)) / (fʲ − 1) with f = 2ᵖ is free of its
 * first j terms. Of each row, the entry counts that differs least from its two neighbours of the column before, and this
 * difference is taken for its error (Ridders 1982): rather too large for the entry itself where the series converges.
 * Never is it below the rounding of the largest quotient.
 */
final class Tableau {

    private static final int COLUMNS = 6;

    private final int factor;
    private final double[] values;
    private final double[] errors;
    private final double[] largest;
    private double[][] last = {};

    /**
     * @param count how many functions
     * @param factor 4 for central differences, whose error has even powers of the step alone, 2 for one-sided ones
     */
    Tableau(int count, int factor) {
        this.factor = factor;
        this.values = new double[count];
        this.errors = new double[count];
        this.largest = new double[count];
    }

    /** Adds the quotients of half the step of those before. */
    void add(double[] quotients) {
        double[][] row = new double[Math.min(last.length + 1, COLUMNS)][];
        row[0] = quotients;
        System.arraycopy(quotients, 0, values, 0, values.length);
        Arrays.fill(errors, Double.POSITIVE_INFINITY);
        for (int i = 0; i < values.length; i++) {
            double size = Math.abs(quotients[i]);
            largest[i] = size > largest[i] && size < Double.POSITIVE_INFINITY ? size : largest[i];
        }
        double weight = 1;
        for (int j = 1; j < row.length; j++) {
            weight *= factor;
            row[j] = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                double fine = row[j - 1][i];
                double coarse = last[j - 1][i];
                double extrapolated = fine + (fine - coarse) / (weight - 1);
                double error = Math.max(Math.abs(extrapolated - fine), Math.abs(extrapolated - coarse))
                        + Tolerance.ROUNDING * largest[i];
                row[j][i] = extrapolated;
                if (error < errors[i]) {
                    errors[i] = error;
                    values[i] = extrapolated;
                }
            }
        }
        last = row;
    }

    /** How many steps were added. */
    boolean hasEstimates() {
        return last.length > 1;
    }

    double value(int i) {
        return values[i];
    }

    /** Infinite before the second row, and where nothing but infinities and NaN came. */
    double error(int i) {
        return errors[i];
    }
}
