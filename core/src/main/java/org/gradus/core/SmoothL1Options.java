package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How a smooth L1 loss is taken.
 *
 * @param beta the difference at which it turns from a parabola into a line; 0 for a line only
 * @param reduction what is given for a batch
 */
public record SmoothL1Options(double beta, Reduction reduction) {

    /** The mean, with beta = 1. */
    public static final SmoothL1Options DEFAULT = new SmoothL1Options(1, Reduction.MEAN);

    /** Checks beta. @throws IllegalArgumentException if it is negative, infinite or NaN */
    public SmoothL1Options {
        checkArgument(beta >= 0 && Double.isFinite(beta), "[smoothL1Loss] beta must be at least 0, but is %s", beta);
    }

    /** These options with another beta. @throws IllegalArgumentException if it is negative, infinite or NaN */
    public SmoothL1Options withBeta(double value) {
        return new SmoothL1Options(value, reduction);
    }

    /** These options with another reduction. */
    public SmoothL1Options withReduction(Reduction value) {
        return new SmoothL1Options(beta, value);
    }
}
