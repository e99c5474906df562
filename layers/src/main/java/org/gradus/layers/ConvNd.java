package org.gradus.layers;

import java.util.Locale;
import org.gradus.core.AutoPadding;
import org.gradus.core.ConvOptions;
import org.gradus.core.PadMode;
import org.gradus.core.PerAxis;
import org.gradus.core.Tensor;
import org.gradus.core.op.ConvOp;
import org.gradus.core.op.ConvReluOp;
import org.gradus.core.op.Padding;

/** A convolution along some axes. */
abstract class ConvNd extends ConvLayer {

    private final ConvLayerOptions options;

    ConvNd(int axes, int inChannels, int outChannels, ConvLayerOptions options) {
        super(new Filters("Conv" + axes + "d", axes, inChannels, outChannels, options.kernel(),
                options.window().groups()), options.bias(), outChannels, inChannels / options.window().groups());
        this.options = options;
    }

    /** How the filters walk. */
    public final ConvOptions window() {
        return options.window();
    }

    /** What is not zeros is padded before the convolution, whose own padding is zeros. */
    @Override
    protected Tensor compute(Tensor x) {
        ConvOptions window = options.window();
        return options.paddingMode() == PadMode.CONSTANT
                ? ConvOp.conv(x, weight(), bias(), window)
                : ConvOp.conv(Padding.pad(x, margins(), options.paddingMode()), weight(), bias(),
                        window.withPadding(0));
    }

    /** {@link ReLU} of what {@link #compute} gives, to the same bits, in one pass. */
    Tensor computeRelu(Tensor x) {
        ConvOptions window = options.window();
        return options.paddingMode() == PadMode.CONSTANT
                ? ConvReluOp.convRelu(x, weight(), bias(), window)
                : ConvReluOp.convRelu(Padding.pad(x, margins(), options.paddingMode()), weight(), bias(),
                        window.withPadding(0));
    }

    /** The padding on both sides of every axis, from the last axis backwards. */
    private int[] margins() {
        int axes = filters().axes();
        int[] margins = new int[2 * axes];
        for (int a = 0; a < axes; a++) {
            int at = 2 * (axes - 1 - a);
            int all = cells(a);
            margins[at] = all / 2;
            margins[at + 1] = all - all / 2;
        }
        return margins;
    }

    /** The cells of padding along an axis, on both sides together. */
    private int cells(int axis) {
        return switch (options.window().padding()) {
            case PerAxis each -> 2 * each.along(axis);
            case AutoPadding.VALID -> 0;
            case AutoPadding.SAME -> options.window().dilation().along(axis) * (options.kernel().along(axis) - 1);
        };
    }

    @Override
    protected String extraRepr() {
        ConvOptions window = options.window();
        String mode = options.paddingMode() == PadMode.CONSTANT
                ? ""
                : ", padding_mode=" + options.paddingMode().name().toLowerCase(Locale.ROOT);
        return repr(window.stride(), window.padding(), window.dilation(), PerAxis.of(0)) + mode;
    }
}
