package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How a 2-D pool walks over its input.
 *
 * @param kernel size of the window
 * @param stride pixels from one window to the next
 * @param padding cells around the image that never win, at most half the kernel
 * @param dilation pixels from one cell of the window to the next
 * @param ceilMode whether a last window may hang over the edge
 */
public record Pool2dOptions(Size2d kernel, Size2d stride, Size2d padding, Size2d dilation, boolean ceilMode) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of range, naming it
     */
    public Pool2dOptions {
        checkArgument(kernel.height() >= 1 && kernel.width() >= 1, "[maxPool2d] kernel must be at least 1, but is %s",
                kernel);
        checkArgument(stride.height() >= 1 && stride.width() >= 1, "[maxPool2d] stride must be at least 1, but is %s",
                stride);
        checkArgument(
                padding.height() >= 0 && padding.width() >= 0 && padding.height() <= kernel.height() / 2
                        && padding.width() <= kernel.width() / 2,
                "[maxPool2d] padding must lie between 0 and half the kernel %s, but is %s", kernel, padding);
        checkArgument(dilation.height() >= 1 && dilation.width() >= 1,
                "[maxPool2d] dilation must be at least 1, but is %s", dilation);
    }

    /** Windows of this size side by side: the stride equals the kernel. */
    public static Pool2dOptions kernel(int both) {
        return kernel(Size2d.of(both));
    }

    /** Windows of this size side by side: the stride equals the kernel. */
    public static Pool2dOptions kernel(Size2d size) {
        return new Pool2dOptions(size, size, Size2d.of(0), Size2d.of(1), false);
    }

    /** These options with another stride along both axes. */
    public Pool2dOptions withStride(int both) {
        return withStride(Size2d.of(both));
    }

    /** These options with another stride. */
    public Pool2dOptions withStride(Size2d value) {
        return new Pool2dOptions(kernel, value, padding, dilation, ceilMode);
    }

    /** These options with another padding along both axes. */
    public Pool2dOptions withPadding(int both) {
        return withPadding(Size2d.of(both));
    }

    /** These options with another padding. */
    public Pool2dOptions withPadding(Size2d value) {
        return new Pool2dOptions(kernel, stride, value, dilation, ceilMode);
    }

    /** These options with another dilation along both axes. */
    public Pool2dOptions withDilation(int both) {
        return withDilation(Size2d.of(both));
    }

    /** These options with another dilation. */
    public Pool2dOptions withDilation(Size2d value) {
        return new Pool2dOptions(kernel, stride, padding, value, ceilMode);
    }

    /** These options with a last window that may hang over the edge, or not. */
    public Pool2dOptions withCeilMode(boolean value) {
        return new Pool2dOptions(kernel, stride, padding, dilation, value);
    }
}
