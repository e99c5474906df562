package org.gradus.core.kernel;

import org.jspecify.annotations.Nullable;

/** Convolutions of small images with stride 1, straight from the pixels; gradients of x are correlations with turned filters. */
final class DirectConv implements ConvAlgorithm {

    @Override
    public boolean canDo(ConvGeometry g) {
        return g.groups() == 1 && g.batch() > 0 && g.channels() > 0 && g.filters() > 0
                && g.depth().equals(WindowAxis.SINGLE) && canDo(g.height()) && canDo(g.width());
    }

    private static boolean canDo(WindowAxis axis) {
        return axis.stride() == 1 && axis.dilation() == 1 && axis.padding() < axis.kernel()
                && axis.out() == axis.in() + 2 * axis.padding() - axis.kernel() + 1;
    }

    /** The images x with their padding. */
    private static PaddedImage inputs(ConvGeometry g) {
        return PaddedImage.small(g.channels(), g.height().in(), g.width().in(), g.height().padding(),
                g.width().padding(), g.width().kernel());
    }

    /** The images y with so many zeros around them that every window that saw a pixel of x has become a pixel that its window sees. */
    private static PaddedImage outputs(ConvGeometry g) {
        return PaddedImage.small(g.filters(), g.height().out(), g.width().out(),
                g.height().kernel() - 1 - g.height().padding(), g.width().kernel() - 1 - g.width().padding(),
                g.width().kernel());
    }

    @Override
    public void conv(float[] x, float[] weight, float @Nullable [] bias, boolean relu, float[] y, ConvGeometry g) {
        new DirectCorrelation(inputs(g), weight, g.filters(), g.height().kernel(), bias, relu)
                .run(x, y, g.batch());
    }

    @Override
    public void convInputGrad(float[] g, float[] weight, float[] x, ConvGeometry geometry) {
        new DirectCorrelation(outputs(geometry), turned(weight, geometry), geometry.channels(),
                geometry.height().kernel(), null, false).run(g, x, geometry.batch());
    }

    /** The filters turned by 180°, channels first. */
    private static float[] turned(float[] weight, ConvGeometry g) {
        int cells = g.kernelCells();
        float[] turned = new float[weight.length];
        for (int k = 0; k < g.filters(); k++) {
            for (int c = 0; c < g.channels(); c++) {
                for (int cell = 0; cell < cells; cell++) {
                    turned[(c * g.filters() + k) * cells + cells - 1 - cell] = weight[(k * g.channels() + c) * cells
                            + cell];
                }
            }
        }
        return turned;
    }

    @Override
    public void convKernelGrad(float[] x, float[] g, float[] weight, ConvGeometry geometry) {
        new DirectKernelGrad(geometry).run(x, g, weight);
    }
}
