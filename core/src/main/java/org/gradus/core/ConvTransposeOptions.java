package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How a transposed convolution walks over its output, along one, two or three axes: as the convolution does, whose transpose
 * it is, over its input.
 *
 * @param stride cells from one window to the next
 * @param padding cells taken away at both ends of the output
 * @param outputPadding cells added at the end of the output; several sizes have the same number of windows, and this
 *        chooses among them
 * @param dilation cells from one cell of the filter to the next
 * @param groups parts into which channels are split, each part of the input reaching one part of the output alone
 */
public record ConvTransposeOptions(PerAxis stride, PerAxis padding, PerAxis outputPadding, PerAxis dilation,
        int groups) {

    /** Stride 1, no padding, dilation 1, one group. */
    public static final ConvTransposeOptions DEFAULT = new ConvTransposeOptions(PerAxis.of(1), PerAxis.of(0),
            PerAxis.of(0), PerAxis.of(1), 1);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of range, naming it
     */
    public ConvTransposeOptions {
        stride.checkAtLeast(1, "convTranspose", "stride");
        padding.checkAtLeast(0, "convTranspose", "padding");
        outputPadding.checkAtLeast(0, "convTranspose", "outputPadding");
        dilation.checkAtLeast(1, "convTranspose", "dilation");
        checkArgument(groups >= 1, "[convTranspose] groups must be at least 1, but is %s", groups);
    }

    /** These options with another stride. */
    public ConvTransposeOptions withStride(int... value) {
        return new ConvTransposeOptions(PerAxis.of(value), padding, outputPadding, dilation, groups);
    }

    /** These options with another padding. */
    public ConvTransposeOptions withPadding(int... value) {
        return new ConvTransposeOptions(stride, PerAxis.of(value), outputPadding, dilation, groups);
    }

    /** These options with another padding at the end of the output. */
    public ConvTransposeOptions withOutputPadding(int... value) {
        return new ConvTransposeOptions(stride, padding, PerAxis.of(value), dilation, groups);
    }

    /** These options with another dilation. */
    public ConvTransposeOptions withDilation(int... value) {
        return new ConvTransposeOptions(stride, padding, outputPadding, PerAxis.of(value), groups);
    }

    /** These options with another number of groups. */
    public ConvTransposeOptions withGroups(int value) {
        return new ConvTransposeOptions(stride, padding, outputPadding, dilation, value);
    }
}
