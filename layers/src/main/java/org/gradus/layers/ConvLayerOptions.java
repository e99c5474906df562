package org.gradus.layers;

import org.gradus.core.ConvOptions;
import org.gradus.core.ConvPadding;
import org.gradus.core.PadMode;
import org.gradus.core.PerAxis;

/**
 * What a convolution has beyond its channels.
 *
 * @param kernel size of the filters
 * @param window how they walk over the input
 * @param paddingMode what the padding is filled with; {@link PadMode#CONSTANT} for zeros
 * @param bias whether a number is added to all outputs of a filter
 */
public record ConvLayerOptions(PerAxis kernel, ConvOptions window, PadMode paddingMode, boolean bias) {

    /** Checks the kernel. @throws IllegalArgumentException if one of its sizes is below 1 */
    public ConvLayerOptions {
        kernel.checkAtLeast(1, "conv", "the kernel");
    }

    /** Filters of this size with stride 1, no padding, dilation 1, one group and a bias. */
    static ConvLayerOptions kernel(int... size) {
        return new ConvLayerOptions(PerAxis.of(size), ConvOptions.DEFAULT, PadMode.CONSTANT, true);
    }

    /** These options with another stride. */
    public ConvLayerOptions withStride(int... value) {
        return withWindow(window.withStride(value));
    }

    /** These options with another padding, in cells. */
    public ConvLayerOptions withPadding(int... value) {
        return withWindow(window.withPadding(value));
    }

    /** These options with another padding. */
    public ConvLayerOptions withPadding(ConvPadding value) {
        return withWindow(window.withPadding(value));
    }

    /** These options with another dilation. */
    public ConvLayerOptions withDilation(int... value) {
        return withWindow(window.withDilation(value));
    }

    /** These options with another number of groups. */
    public ConvLayerOptions withGroups(int value) {
        return withWindow(window.withGroups(value));
    }

    /** These options with another walk over the input. */
    public ConvLayerOptions withWindow(ConvOptions value) {
        return new ConvLayerOptions(kernel, value, paddingMode, bias);
    }

    /** These options with another filling of the padding. */
    public ConvLayerOptions withPaddingMode(PadMode value) {
        return new ConvLayerOptions(kernel, window, value, bias);
    }

    /** These options with a bias, or without. */
    public ConvLayerOptions withBias(boolean value) {
        return new ConvLayerOptions(kernel, window, paddingMode, value);
    }
}
