package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.ConvTransposeOptions;
import org.gradus.core.PerAxis;
import org.gradus.core.Tensor;
import org.gradus.core.op.ConvTransposeOp;

/** A transposed convolution along some axes. */
abstract class ConvTransposeNd extends ConvLayer {

    private final ConvTransposeLayerOptions options;

    ConvTransposeNd(int axes, int inChannels, int outChannels, ConvTransposeLayerOptions options) {
        super(new Filters("ConvTranspose" + axes + "d", axes, inChannels, outChannels, options.kernel(),
                options.window().groups()), options.bias(), inChannels, outChannels / options.window().groups());
        this.options = options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return ConvTransposeOp.convTranspose(x, weight(), bias(), options.window());
    }

    /**
     * Computes the output of this size, whatever the layer's own output padding.
     *
     * @param outputSize one number for all axes, or one for each, without the batch and the channels
     * @throws IllegalArgumentException if the input's shape or type does not fit, or no output of it has that size
     */
    public final Tensor forward(Tensor x, int... outputSize) {
        PerAxis size = PerAxis.of(outputSize);
        size.checkAxes(filters().axes(), filters().layer(), "the output's size");
        return forward(x, input -> ConvTransposeOp.convTranspose(input, weight(), bias(),
                options.window().withOutputPadding(outputPadding(input, size))));
    }

    private int[] outputPadding(Tensor x, PerAxis size) {
        ConvTransposeOptions window = options.window();
        int axes = filters().axes();
        int[] beyond = new int[axes];
        for (int a = 0; a < axes; a++) {
            int stride = window.stride().along(a);
            int dilation = window.dilation().along(a);
            int least = (x.size(a - axes) - 1) * stride - 2 * window.padding().along(a)
                    + dilation * (options.kernel().along(a) - 1) + 1;
            int most = least + Math.max(stride, dilation) - 1;
            checkArgument(size.along(a) >= least && size.along(a) <= most,
                    "[%s] an input of %s gives sizes of %s to %s along axis %s, but %s is wanted; use another stride or padding",
                    filters().layer(), x.shape(), least, most, a, size);
            beyond[a] = size.along(a) - least;
        }
        return beyond;
    }

    @Override
    protected String extraRepr() {
        ConvTransposeOptions window = options.window();
        return repr(window.stride(), window.padding(), window.dilation(), window.outputPadding());
    }
}
