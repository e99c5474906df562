package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.OptionalInt;

/**
 * How an average pool walks over its input, along one, two or three axes, and what it divides by.
 *
 * @param kernel size of the window
 * @param stride cells from one window to the next
 * @param padding zeros added around the input, at most half the kernel
 * @param ceilMode whether a last window may hang over the end; what hangs over the padding too is not counted
 * @param countIncludePad whether the padding under a window counts among the cells that its sum is divided by
 * @param divisorOverride what to divide by instead
 */
public record AvgPoolOptions(PerAxis kernel, PerAxis stride, PerAxis padding, boolean ceilMode,
        boolean countIncludePad, OptionalInt divisorOverride) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of range, naming it
     */
    public AvgPoolOptions {
        PoolChecks.check("avgPool", kernel, stride, padding);
        checkArgument(divisorOverride.isEmpty() || divisorOverride.getAsInt() != 0,
                "[avgPool] divisorOverride must not be 0");
    }

    /** Windows of this size side by side, the stride being the kernel; their averages count the padding. */
    public static AvgPoolOptions kernel(int... size) {
        PerAxis kernel = PerAxis.of(size);
        return new AvgPoolOptions(kernel, kernel, PerAxis.of(0), false, true, OptionalInt.empty());
    }

    /** These options with another stride. */
    public AvgPoolOptions withStride(int... value) {
        return new AvgPoolOptions(kernel, PerAxis.of(value), padding, ceilMode, countIncludePad, divisorOverride);
    }

    /** These options with another padding. */
    public AvgPoolOptions withPadding(int... value) {
        return new AvgPoolOptions(kernel, stride, PerAxis.of(value), ceilMode, countIncludePad, divisorOverride);
    }

    /** These options with a last window that may hang over the end, or not. */
    public AvgPoolOptions withCeilMode(boolean value) {
        return new AvgPoolOptions(kernel, stride, padding, value, countIncludePad, divisorOverride);
    }

    /** These options with the padding counted, or not. */
    public AvgPoolOptions withCountIncludePad(boolean value) {
        return new AvgPoolOptions(kernel, stride, padding, ceilMode, value, divisorOverride);
    }

    /** These options with every sum divided by this. */
    public AvgPoolOptions withDivisorOverride(int value) {
        return new AvgPoolOptions(kernel, stride, padding, ceilMode, countIncludePad, OptionalInt.of(value));
    }
}
