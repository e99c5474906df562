package org.gradus.core;

/**
 * How windows lie over an image that is unfolded into them, or folded from them.
 *
 * @param kernel size of the windows
 * @param stride pixels from one window to the next
 * @param padding zeros added around the image
 * @param dilation pixels from one cell of a window to the next
 */
public record UnfoldOptions(PerAxis kernel, PerAxis stride, PerAxis padding, PerAxis dilation) {

    private static final int AXES = 2;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of range, naming it
     */
    public UnfoldOptions {
        check(kernel, "kernel", 1);
        check(stride, "stride", 1);
        check(padding, "padding", 0);
        check(dilation, "dilation", 1);
    }

    private static void check(PerAxis value, String name, int least) {
        value.checkAxes(AXES, "unfold", name);
        value.checkAtLeast(least, "unfold", name);
    }

    /** Windows of this size, one at every pixel that has room for it: stride 1, no padding, dilation 1. */
    public static UnfoldOptions kernel(int... size) {
        return new UnfoldOptions(PerAxis.of(size), PerAxis.of(1), PerAxis.of(0), PerAxis.of(1));
    }

    /** These options with another stride. */
    public UnfoldOptions withStride(int... value) {
        return new UnfoldOptions(kernel, PerAxis.of(value), padding, dilation);
    }

    /** These options with another padding. */
    public UnfoldOptions withPadding(int... value) {
        return new UnfoldOptions(kernel, stride, PerAxis.of(value), dilation);
    }

    /** These options with another dilation. */
    public UnfoldOptions withDilation(int... value) {
        return new UnfoldOptions(kernel, stride, padding, PerAxis.of(value));
    }
}
