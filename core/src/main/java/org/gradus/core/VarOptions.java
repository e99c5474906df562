package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;

/**
 * How a variance is taken.
 *
 * @param dims the dimensions it is taken over, which may count from the end; all if none is named
 * @param correction what the number of elements is diminished by before dividing: 1 for an unbiased estimate (Bessel), 0 for
 *        the variance of the numbers themselves
 * @param keepDim whether the dimensions stay, with size 1
 */
public record VarOptions(ImmutableIntArray dims, double correction, boolean keepDim) {

    /** Over all dimensions, with correction 1. */
    public static final VarOptions DEFAULT = over();

    /** Checks the correction. @throws IllegalArgumentException if it is no finite number */
    public VarOptions {
        checkArgument(Double.isFinite(correction), "[var] the correction must be a finite number, but is %s",
                correction);
    }

    /** Over these dimensions, or over all if none is named, with correction 1. */
    public static VarOptions over(int... dims) {
        return new VarOptions(ImmutableIntArray.copyOf(dims), 1, false);
    }

    /** These options with another correction. @throws IllegalArgumentException if it is no finite number */
    public VarOptions withCorrection(double value) {
        return new VarOptions(dims, value, keepDim);
    }

    /** These options with the dimensions kept, or dropped. */
    public VarOptions withKeepDim(boolean value) {
        return new VarOptions(dims, correction, value);
    }
}
