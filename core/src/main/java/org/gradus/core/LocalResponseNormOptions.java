package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How channels are normalised by their neighbours.
 *
 * @param size how many neighbouring channels count, the channel itself included
 * @param alpha the weight of their mean square
 * @param beta the power it is taken to
 * @param k what is added to it
 */
public record LocalResponseNormOptions(int size, double alpha, double beta, double k) {

    /** Checks the size. @throws IllegalArgumentException if it is below 1 */
    public LocalResponseNormOptions {
        checkArgument(size >= 1, "[localResponseNorm] the size must be at least 1, but is %s", size);
    }

    /** So many channels with PyTorch's α = 10⁻⁴, β = 0.75 and k = 1. @throws IllegalArgumentException if they are below 1 */
    public static LocalResponseNormOptions size(int size) {
        return new LocalResponseNormOptions(size, 1e-4, 0.75, 1);
    }

    /** These options with another α. */
    public LocalResponseNormOptions withAlpha(double value) {
        return new LocalResponseNormOptions(size, value, beta, k);
    }

    /** These options with another β. */
    public LocalResponseNormOptions withBeta(double value) {
        return new LocalResponseNormOptions(size, alpha, value, k);
    }

    /** These options with another k. */
    public LocalResponseNormOptions withK(double value) {
        return new LocalResponseNormOptions(size, alpha, beta, value);
    }
}
