package org.gradus.core;

import org.jspecify.annotations.Nullable;

/**
 * How a pool of norms walks over its input, along one, two or three axes.
 *
 * @param kernel size of the window
 * @param stride cells from one window to the next, or null for the kernel
 * @param ceilMode whether a last window may hang over the end
 */
public record LpPoolOptions(PerAxis kernel, @Nullable PerAxis stride, boolean ceilMode) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the kernel or the stride is below 1
     */
    public LpPoolOptions {
        PoolChecks.check("lpPool", kernel, stride == null ? kernel : stride, PerAxis.of(0));
    }

    /** Windows of this size side by side. */
    public static LpPoolOptions kernel(int... size) {
        return new LpPoolOptions(PerAxis.of(size), null, false);
    }

    /** These options with another stride. */
    public LpPoolOptions withStride(int... value) {
        return new LpPoolOptions(kernel, PerAxis.of(value), ceilMode);
    }

    /** These options with a last window that may hang over the end, or not. */
    public LpPoolOptions withCeilMode(boolean value) {
        return new LpPoolOptions(kernel, stride, value);
    }
}
