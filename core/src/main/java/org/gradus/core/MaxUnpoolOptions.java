package org.gradus.core;

import org.jspecify.annotations.Nullable;

/**
 * The max-pool that is undone, along one, two or three axes.
 *
 * @param kernel size of the window
 * @param stride cells from one window to the next
 * @param padding cells around what was pooled
 * @param outputSize the sizes of what was pooled, or null for the smallest that gives as many windows
 */
public record MaxUnpoolOptions(PerAxis kernel, PerAxis stride, PerAxis padding, @Nullable PerAxis outputSize) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of range, naming it
     */
    public MaxUnpoolOptions {
        PoolChecks.check("maxUnpool", kernel, stride, padding);
    }

    /** Windows of this size side by side: the stride equals the kernel. */
    public static MaxUnpoolOptions kernel(int... size) {
        PerAxis kernel = PerAxis.of(size);
        return new MaxUnpoolOptions(kernel, kernel, PerAxis.of(0), null);
    }

    /** These options with another stride. */
    public MaxUnpoolOptions withStride(int... value) {
        return new MaxUnpoolOptions(kernel, PerAxis.of(value), padding, outputSize);
    }

    /** These options with another padding. */
    public MaxUnpoolOptions withPadding(int... value) {
        return new MaxUnpoolOptions(kernel, stride, PerAxis.of(value), outputSize);
    }

    /** These options with the sizes of what was pooled. */
    public MaxUnpoolOptions withOutputSize(int... value) {
        return new MaxUnpoolOptions(kernel, stride, padding, PerAxis.of(value));
    }
}
