package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How a Gaussian negative log-likelihood is taken.
 *
 * @param full whether ½ ln 2π, which no input has a part in, is added
 * @param eps the smallest variance; smaller ones are taken for it
 * @param reduction what is given for a batch
 */
public record GaussianNllOptions(boolean full, double eps, Reduction reduction) {

    /** The mean, without the constant, with eps = 1e-6. */
    public static final GaussianNllOptions DEFAULT = new GaussianNllOptions(false, 1e-6, Reduction.MEAN);

    /** Checks eps. @throws IllegalArgumentException if it is not above 0 */
    public GaussianNllOptions {
        checkArgument(eps > 0, "[gaussianNllLoss] eps must be above 0, but is %s", eps);
    }

    /** These options with ½ ln 2π added, or not. */
    public GaussianNllOptions withFull(boolean value) {
        return new GaussianNllOptions(value, eps, reduction);
    }

    /** These options with another smallest variance. @throws IllegalArgumentException if it is not above 0 */
    public GaussianNllOptions withEps(double value) {
        return new GaussianNllOptions(full, value, reduction);
    }

    /** These options with another reduction. */
    public GaussianNllOptions withReduction(Reduction value) {
        return new GaussianNllOptions(full, eps, value);
    }
}
