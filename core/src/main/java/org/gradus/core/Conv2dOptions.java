package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How a 2-D convolution walks over its input.
 *
 * @param stride pixels from one window to the next
 * @param padding zeros added around the image
 * @param dilation pixels from one cell of the filter to the next
 * @param groups parts into which channels and filters are split, each filter seeing the channels of its part alone
 */
public record Conv2dOptions(Size2d stride, Size2d padding, Size2d dilation, int groups) {

    /** Stride 1, no padding, dilation 1, one group. */
    public static final Conv2dOptions DEFAULT = new Conv2dOptions(Size2d.of(1), Size2d.of(0), Size2d.of(1), 1);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of range, naming it
     */
    public Conv2dOptions {
        checkArgument(stride.height() >= 1 && stride.width() >= 1, "[conv2d] stride must be at least 1, but is %s",
                stride);
        checkArgument(padding.height() >= 0 && padding.width() >= 0,
                "[conv2d] padding must not be negative, but is %s", padding);
        checkArgument(dilation.height() >= 1 && dilation.width() >= 1,
                "[conv2d] dilation must be at least 1, but is %s", dilation);
        checkArgument(groups >= 1, "[conv2d] groups must be at least 1, but is %s", groups);
    }

    /** These options with another stride along both axes. */
    public Conv2dOptions withStride(int both) {
        return withStride(Size2d.of(both));
    }

    /** These options with another stride. */
    public Conv2dOptions withStride(Size2d value) {
        return new Conv2dOptions(value, padding, dilation, groups);
    }

    /** These options with another padding along both axes. */
    public Conv2dOptions withPadding(int both) {
        return withPadding(Size2d.of(both));
    }

    /** These options with another padding. */
    public Conv2dOptions withPadding(Size2d value) {
        return new Conv2dOptions(stride, value, dilation, groups);
    }

    /** These options with another dilation along both axes. */
    public Conv2dOptions withDilation(int both) {
        return withDilation(Size2d.of(both));
    }

    /** These options with another dilation. */
    public Conv2dOptions withDilation(Size2d value) {
        return new Conv2dOptions(stride, padding, value, groups);
    }

    /** These options with another number of groups. */
    public Conv2dOptions withGroups(int value) {
        return new Conv2dOptions(stride, padding, dilation, value);
    }
}
