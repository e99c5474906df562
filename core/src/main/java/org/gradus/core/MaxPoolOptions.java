package org.gradus.core;

/**
 * How a max-pool walks over its input, along one, two or three axes.
 *
 * @param kernel size of the window
 * @param stride cells from one window to the next
 * @param padding cells around the input that never win, at most half the kernel
 * @param dilation cells from one cell of the window to the next
 * @param ceilMode whether a last window may hang over the end
 */
public record MaxPoolOptions(PerAxis kernel, PerAxis stride, PerAxis padding, PerAxis dilation, boolean ceilMode) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of range, naming it
     */
    public MaxPoolOptions {
        PoolChecks.check("maxPool", kernel, stride, padding);
        dilation.checkAtLeast(1, "maxPool", "dilation");
    }

    /** Windows of this size side by side: the stride equals the kernel. */
    public static MaxPoolOptions kernel(int... size) {
        PerAxis kernel = PerAxis.of(size);
        return new MaxPoolOptions(kernel, kernel, PerAxis.of(0), PerAxis.of(1), false);
    }

    /** These options with another stride. */
    public MaxPoolOptions withStride(int... value) {
        return new MaxPoolOptions(kernel, PerAxis.of(value), padding, dilation, ceilMode);
    }

    /** These options with another padding. */
    public MaxPoolOptions withPadding(int... value) {
        return new MaxPoolOptions(kernel, stride, PerAxis.of(value), dilation, ceilMode);
    }

    /** These options with another dilation. */
    public MaxPoolOptions withDilation(int... value) {
        return new MaxPoolOptions(kernel, stride, padding, PerAxis.of(value), ceilMode);
    }

    /** These options with a last window that may hang over the end, or not. */
    public MaxPoolOptions withCeilMode(boolean value) {
        return new MaxPoolOptions(kernel, stride, padding, dilation, value);
    }
}
