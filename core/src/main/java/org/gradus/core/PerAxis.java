package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.primitives.ImmutableIntArray;

/**
 * A number for each axis along which windows slide, outermost first, or one for all of them: sizes of kernels, strides,
 * paddings.
 *
 * @param values depth, height and width of volumes, height and width of images, or a single number
 */
public record PerAxis(ImmutableIntArray values) implements ConvPadding {

    /** Checks that there is a number. @throws IllegalArgumentException if there is none */
    public PerAxis {
        checkArgument(!values.isEmpty(), "[perAxis] needs one number for all axes, or one for each, but came none");
    }

    /**
     * One number for all axes, or one for each, outermost first.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PerAxis of(int... values) {
        return new PerAxis(ImmutableIntArray.copyOf(values));
    }

    /** The number of an axis, counted from 0. */
    public int along(int axis) {
        return values.length() == 1 ? values.get(0) : values.get(axis);
    }

    /**
     * Checks every number.
     *
     * @param op on whose behalf, for the message
     * @param what the numbers are, for the message
     * @throws IllegalArgumentException if one is below the least
     */
    public void checkAtLeast(int least, String op, String what) {
        checkArgument(values.stream().allMatch(value -> value >= least), "[%s] %s must be at least %s, but is %s", op,
                what, least, this);
    }

    /**
     * Checks how many numbers there are.
     *
     * @param op on whose behalf, for the message
     * @param what the numbers are, for the message
     * @throws IllegalArgumentException if they are neither one nor as many as the axes
     */
    public void checkAxes(int axes, String op, String what) {
        checkArgument(values.length() == 1 || values.length() == axes,
                "[%s] %s must be one number for all axes or %s numbers, one for each, but is %s", op, what, axes, this);
    }

    /** A single number as it is, several as Python prints a tuple, {@code (5, 3)}. */
    @Override
    public String toString() {
        return values.length() == 1
                ? Integer.toString(values.get(0))
                : "(" + Joiner.on(", ").join(values.asList()) + ")";
    }
}
