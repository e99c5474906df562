package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Conv2dOptions;
import org.gradus.core.Parameter;
import org.gradus.core.Size2d;
import org.gradus.core.Tensor;
import org.gradus.core.op.Conv2dOp;
import org.jspecify.annotations.Nullable;

/**
 * y = x ⋆ W + b, a bank of learnt filters; x [N,C,H,W] → y [N,K,H',W'], weight [K,C/groups,R,S], bias [K], with H' = ⌊(H +
 * 2p − d(R − 1) − 1)/s⌋ + 1.
 *
 * <p>
 * Weight and bias begin uniform on ±1/√(C/groups·R·S), drawn in this order from the global generator as PyTorch does.
 */
public final class Conv2d extends Layer {

    /**
     * What a convolution has beyond its channels.
     *
     * @param kernel size of the filters
     * @param window how they walk over the input
     * @param bias whether a number is added to every filter's plane
     */
    public record Options(Size2d kernel, Conv2dOptions window, boolean bias) {

        /** Checks the kernel. @throws IllegalArgumentException if its height or width is below 1 */
        public Options {
            checkArgument(kernel.height() >= 1 && kernel.width() >= 1,
                    "[Conv2d] the kernel must be at least 1, but is %s", kernel);
        }

        /** These options with another stride along both axes. */
        public Options withStride(int both) {
            return withWindow(window.withStride(both));
        }

        /** These options with another stride. */
        public Options withStride(Size2d value) {
            return withWindow(window.withStride(value));
        }

        /** These options with another padding along both axes. */
        public Options withPadding(int both) {
            return withWindow(window.withPadding(both));
        }

        /** These options with another padding. */
        public Options withPadding(Size2d value) {
            return withWindow(window.withPadding(value));
        }

        /** These options with another dilation along both axes. */
        public Options withDilation(int both) {
            return withWindow(window.withDilation(both));
        }

        /** These options with another dilation. */
        public Options withDilation(Size2d value) {
            return withWindow(window.withDilation(value));
        }

        /** These options with another number of groups. */
        public Options withGroups(int value) {
            return withWindow(window.withGroups(value));
        }

        /** These options with another walk over the input. */
        public Options withWindow(Conv2dOptions value) {
            return new Options(kernel, value, bias);
        }

        /** These options with a bias, or without. */
        public Options withBias(boolean value) {
            return new Options(kernel, window, value);
        }
    }

    private final int inChannels;
    private final int outChannels;
    private final Options options;
    private final Parameter weight;
    private final @Nullable Parameter bias;

    /** Square filters with stride 1, no padding and a bias; otherwise as {@link #Conv2d(int, int, Options)}. */
    public Conv2d(int inChannels, int outChannels, int kernel) {
        this(inChannels, outChannels, options(kernel));
    }

    /**
     * A convolution.
     *
     * @param inChannels C
     * @param outChannels K, the number of filters
     * @throws IllegalArgumentException if a number of channels is below 1 or not a multiple of the groups
     */
    public Conv2d(int inChannels, int outChannels, Options options) {
        checkChannels("inChannels", inChannels, options);
        checkChannels("outChannels", outChannels, options);
        this.inChannels = inChannels;
        this.outChannels = outChannels;
        this.options = options;
        Size2d kernel = options.kernel();
        weight = parameter("weight", Tensor.zeros(outChannels, inChannels / options.window().groups(), kernel.height(),
                kernel.width()));
        bias = options.bias() ? parameter("bias", Tensor.zeros(outChannels)) : null;
        resetParameters();
    }

    private static void checkChannels(String name, int channels, Options options) {
        int groups = options.window().groups();
        checkArgument(channels >= 1, "[Conv2d] %s must be at least 1, but is %s", name, channels);
        checkArgument(channels % groups == 0, "[Conv2d] %s must be a multiple of groups, but %s is none of %s", name,
                channels, groups);
    }

    /** Square filters with stride 1, no padding, dilation 1, one group and a bias. */
    public static Options options(int kernel) {
        return options(Size2d.of(kernel));
    }

    /** Filters of this size with stride 1, no padding, dilation 1, one group and a bias. */
    public static Options options(Size2d kernel) {
        return new Options(kernel, Conv2dOptions.DEFAULT, true);
    }

    /** Draws weight and bias anew from the global generator. */
    public void resetParameters() {
        DefaultInit.reset(weight, bias);
    }

    /** The filters [K,C/groups,R,S]. */
    public Parameter weight() {
        return weight;
    }

    /** What is added to every filter's plane, [K], or null. */
    public @Nullable Parameter bias() {
        return bias;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return bias == null
                ? Conv2dOp.conv2d(x, weight, options.window())
                : Conv2dOp.conv2d(x, weight, bias, options.window());
    }

    @Override
    protected String extraRepr() {
        Conv2dOptions window = options.window();
        StringBuilder text = new StringBuilder();
        text.append(inChannels).append(", ").append(outChannels);
        text.append(", kernel_size=").append(options.kernel());
        text.append(", stride=").append(window.stride());
        if (!window.padding().equals(Size2d.of(0))) {
            text.append(", padding=").append(window.padding());
        }
        if (!window.dilation().equals(Size2d.of(1))) {
            text.append(", dilation=").append(window.dilation());
        }
        if (window.groups() != 1) {
            text.append(", groups=").append(window.groups());
        }
        if (bias == null) {
            text.append(", bias=False");
        }
        return text.toString();
    }
}
