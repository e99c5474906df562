package org.gradus.core.gradcheck;

import java.util.function.IntToDoubleFunction;

/**
 * A derivative found with steps down to s·2⁻ᵏ.
 *
 * @param error of the extrapolation and of rounding
 */
record Estimate(double value, double error, int k) {

    static final Estimate NONE = new Estimate(Double.NaN, Double.POSITIVE_INFINITY, 0);

    /** How many halvings lie between two steps that bear each other out. */
    static final int APART = 3;

    /** How many halvings further differences show nothing but noise. */
    private static final int NOISY = 8;

    boolean isFound() {
        return error < Double.POSITIVE_INFINITY;
    }

    /** The one of less error. */
    Estimate or(Estimate other) {
        return other.error < error ? other : this;
    }

    boolean isApartFrom(Estimate other) {
        return Math.abs(k - other.k) >= APART || !other.isFound();
    }

    /** Whether another one, of a very different step, says the same. */
    boolean bearsOut(Estimate other) {
        return other.isFound() && isApartFrom(other) && Math.abs(value - other.value) <= Tolerance
                .agreement(error + other.error, Math.abs(value));
    }

    /**
     * This estimate with its error enlarged by what much smaller steps show of noise: the quotient q of a step h is off by
     * noise/h, so that |q − value|·h is of the noise's order. By accident few quotients may agree, but not all.
     *
     * @param quotients the row's difference quotients, by k, each extrapolated once with the one before, so that they differ by
     *        noise alone
     * @param to the last of them
     */
    Estimate withNoise(IntToDoubleFunction quotients, int to) {
        double worst = 0;
        for (int finer = k + NOISY; finer <= to; finer++) {
            double off = Math.scalb(Math.abs(quotients.applyAsDouble(finer) - value), k - finer);
            worst = off > worst ? off : worst;
        }
        return new Estimate(value, error + worst, k);
    }
}
