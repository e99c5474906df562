package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How a convolution walks over its input, along one, two or three axes.
 *
 * @param stride cells from one window to the next
 * @param padding zeros added around the input
 * @param dilation cells from one cell of the filter to the next
 * @param groups parts into which channels and filters are split, each filter seeing the channels of its part alone
 */
public record ConvOptions(PerAxis stride, ConvPadding padding, PerAxis dilation, int groups) {

    /** Stride 1, no padding, dilation 1, one group. */
    public static final ConvOptions DEFAULT = new ConvOptions(PerAxis.of(1), PerAxis.of(0), PerAxis.of(1), 1);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of range, naming it
     */
    public ConvOptions {
        stride.checkAtLeast(1, "conv", "stride");
        dilation.checkAtLeast(1, "conv", "dilation");
        checkArgument(groups >= 1, "[conv] groups must be at least 1, but is %s", groups);
        switch (padding) {
            case PerAxis each -> each.checkAtLeast(0, "conv", "padding");
            case AutoPadding.SAME -> checkArgument(stride.values().stream().allMatch(step -> step == 1),
                    "[conv] padding SAME keeps the size at stride 1 alone, but the stride is %s; give the padding in cells",
                    stride);
            case AutoPadding.VALID -> {
            }
        }
    }

    /** These options with another stride. */
    public ConvOptions withStride(int... value) {
        return new ConvOptions(PerAxis.of(value), padding, dilation, groups);
    }

    /** These options with another padding, in cells. */
    public ConvOptions withPadding(int... value) {
        return withPadding(PerAxis.of(value));
    }

    /** These options with another padding. */
    public ConvOptions withPadding(ConvPadding value) {
        return new ConvOptions(stride, value, dilation, groups);
    }

    /** These options with another dilation. */
    public ConvOptions withDilation(int... value) {
        return new ConvOptions(stride, padding, PerAxis.of(value), groups);
    }

    /** These options with another number of groups. */
    public ConvOptions withGroups(int value) {
        return new ConvOptions(stride, padding, dilation, value);
    }
}
