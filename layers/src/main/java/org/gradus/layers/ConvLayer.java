package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Locale;
import org.gradus.core.AutoPadding;
import org.gradus.core.ConvPadding;
import org.gradus.core.Parameter;
import org.gradus.core.PerAxis;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/** A bank of learnt filters with a weight and perhaps a bias: what all convolutions and their transposes are. */
public abstract class ConvLayer extends Layer {

    private final Filters filters;
    private final Parameter weight;
    private final @Nullable Parameter bias;

    /** Filters whose weight has these first two sizes, and the kernel's after them. */
    ConvLayer(Filters filters, boolean bias, int first, int second) {
        this.filters = filters;
        int[] shape = new int[2 + filters.axes()];
        shape[0] = first;
        shape[1] = second;
        for (int a = 0; a < filters.axes(); a++) {
            shape[2 + a] = filters.kernel().along(a);
        }
        weight = parameter("weight", Tensor.zeros(shape));
        this.bias = bias ? parameter("bias", Tensor.zeros(filters.outChannels())) : null;
        resetParameters();
    }

    /** The sizes of a layer, for its messages with its name. */
    record Filters(String layer, int axes, int inChannels, int outChannels, PerAxis kernel, int groups) {

        Filters {
            kernel.checkAxes(axes, layer, "the kernel");
            checkChannels(layer, "inChannels", inChannels, groups);
            checkChannels(layer, "outChannels", outChannels, groups);
        }

        private static void checkChannels(String layer, String name, int channels, int groups) {
            checkArgument(channels >= 1, "[%s] %s must be at least 1, but is %s", layer, name, channels);
            checkArgument(channels % groups == 0, "[%s] %s must be a multiple of groups, but %s is none of %s", layer,
                    name, channels, groups);
        }
    }

    Filters filters() {
        return filters;
    }

    /** Draws weight and bias anew from the global generator. */
    public void resetParameters() {
        DefaultInit.reset(weight, bias);
    }

    /** The filters. */
    public Parameter weight() {
        return weight;
    }

    /** What is added to all outputs of a channel, or null. */
    public @Nullable Parameter bias() {
        return bias;
    }

    /** The layer's numbers as PyTorch prints them, leaving out most that are what they are by default. */
    String repr(PerAxis stride, ConvPadding padding, PerAxis dilation, PerAxis outputPadding) {
        return filters.inChannels() + ", " + filters.outChannels() + ", kernel_size=" + tuple(filters.kernel())
                + ", stride=" + tuple(stride)
                + switch (padding) {
                    case PerAxis each -> unless(0, "padding", each);
                    case AutoPadding rule -> ", padding=" + rule.name().toLowerCase(Locale.ROOT);
                }
                + unless(1, "dilation", dilation) + unless(0, "output_padding", outputPadding)
                + (filters.groups() == 1 ? "" : ", groups=" + filters.groups()) + (bias == null ? ", bias=False" : "");
    }

    private String unless(int usual, String name, PerAxis value) {
        return Arrays.stream(each(value)).allMatch(number -> number == usual) ? "" : ", " + name + "=" + tuple(value);
    }

    private String tuple(PerAxis value) {
        return Repr.tuple(each(value));
    }

    private int[] each(PerAxis value) {
        int[] each = new int[filters.axes()];
        Arrays.setAll(each, value::along);
        return each;
    }
}
