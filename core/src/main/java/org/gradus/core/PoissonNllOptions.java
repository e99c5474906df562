package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How a Poisson negative log-likelihood is taken.
 *
 * @param logInput whether the input is the logarithm of the expected count, not the count itself
 * @param full whether ln k!, which the input has no part in, is added, in Stirling's approximation
 * @param eps what is added to an expected count before its logarithm is taken
 * @param reduction what is given for a batch
 */
public record PoissonNllOptions(boolean logInput, boolean full, double eps, Reduction reduction) {

    /** The mean, of logarithms, without ln k!, with eps = 1e-8. */
    public static final PoissonNllOptions DEFAULT = new PoissonNllOptions(true, false, 1e-8, Reduction.MEAN);

    /** Checks eps. @throws IllegalArgumentException if it is negative or NaN */
    public PoissonNllOptions {
        checkArgument(eps >= 0, "[poissonNllLoss] eps must be at least 0, but is %s", eps);
    }

    /** These options for logarithms of expected counts, or for the counts. */
    public PoissonNllOptions withLogInput(boolean value) {
        return new PoissonNllOptions(value, full, eps, reduction);
    }

    /** These options with ln k! added, or not. */
    public PoissonNllOptions withFull(boolean value) {
        return new PoissonNllOptions(logInput, value, eps, reduction);
    }

    /** These options with another eps. @throws IllegalArgumentException if it is negative or NaN */
    public PoissonNllOptions withEps(double value) {
        return new PoissonNllOptions(logInput, full, value, reduction);
    }

    /** These options with another reduction. */
    public PoissonNllOptions withReduction(Reduction value) {
        return new PoissonNllOptions(logInput, full, eps, value);
    }
}
