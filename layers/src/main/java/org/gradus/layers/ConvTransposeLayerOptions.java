package org.gradus.layers;

import org.gradus.core.ConvTransposeOptions;
import org.gradus.core.PerAxis;

/**
 * What a transposed convolution has beyond its channels.
 *
 * @param kernel size of the filters
 * @param window how they walk over the output
 * @param bias whether a number is added to all outputs of a channel
 */
public record ConvTransposeLayerOptions(PerAxis kernel, ConvTransposeOptions window, boolean bias) {

    /** Checks the kernel. @throws IllegalArgumentException if one of its sizes is below 1 */
    public ConvTransposeLayerOptions {
        kernel.checkAtLeast(1, "convTranspose", "the kernel");
    }

    /** Filters of this size with stride 1, no padding, dilation 1, one group and a bias. */
    static ConvTransposeLayerOptions kernel(int... size) {
        return new ConvTransposeLayerOptions(PerAxis.of(size), ConvTransposeOptions.DEFAULT, true);
    }

    /** These options with another stride. */
    public ConvTransposeLayerOptions withStride(int... value) {
        return withWindow(window.withStride(value));
    }

    /** These options with another padding. */
    public ConvTransposeLayerOptions withPadding(int... value) {
        return withWindow(window.withPadding(value));
    }

    /** These options with another padding at the end of the output. */
    public ConvTransposeLayerOptions withOutputPadding(int... value) {
        return withWindow(window.withOutputPadding(value));
    }

    /** These options with another dilation. */
    public ConvTransposeLayerOptions withDilation(int... value) {
        return withWindow(window.withDilation(value));
    }

    /** These options with another number of groups. */
    public ConvTransposeLayerOptions withGroups(int value) {
        return withWindow(window.withGroups(value));
    }

    /** These options with another walk over the output. */
    public ConvTransposeLayerOptions withWindow(ConvTransposeOptions value) {
        return new ConvTransposeLayerOptions(kernel, value, bias);
    }

    /** These options with a bias, or without. */
    public ConvTransposeLayerOptions withBias(boolean value) {
        return new ConvTransposeLayerOptions(kernel, window, value);
    }
}
