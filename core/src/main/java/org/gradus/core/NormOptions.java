package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;

/**
 * How a norm is taken.
 *
 * @param p the order: 2 for Euclid's, 1 for the sum of sizes, ±∞ for the largest and smallest size, 0 for how many are not 0
 * @param dims the dimensions it is taken over, which may count from the end; all if none is named
 * @param keepDim whether the dimensions stay, with size 1
 */
public record NormOptions(double p, ImmutableIntArray dims, boolean keepDim) {

    /** Euclid's norm over all dimensions. */
    public static final NormOptions DEFAULT = over();

    /** Checks the order. @throws IllegalArgumentException if it is NaN */
    public NormOptions {
        checkArgument(!Double.isNaN(p), "[norm] the order p must be a number, but is NaN");
    }

    /** Euclid's norm over these dimensions, or over all if none is named. */
    public static NormOptions over(int... dims) {
        return new NormOptions(2, ImmutableIntArray.copyOf(dims), false);
    }

    /** These options with another order. @throws IllegalArgumentException if it is NaN */
    public NormOptions withP(double value) {
        return new NormOptions(value, dims, keepDim);
    }

    /** These options with the dimensions kept, or dropped. */
    public NormOptions withKeepDim(boolean value) {
        return new NormOptions(p, dims, value);
    }
}
