package org.gradus.core.kernel;

import org.jspecify.annotations.Nullable;

/** Convolutions of images with 3×3 filters and stride 1 by {@link Winograd}'s minimal filtering. */
final class WinogradConv implements ConvAlgorithm {

    private static final int KERNEL = 3;
    private static final int MOST_PADDING = 2;

    @Override
    public boolean canDo(ConvGeometry g) {
        return g.groups() == 1 && g.batch() > 0 && g.channels() > 0 && g.filters() > 0
                && g.depth().equals(WindowAxis.SINGLE) && canDo(g.height()) && canDo(g.width())
                && g.height().padding() == g.width().padding() && fits(g);
    }

    /** Whether the transformed filters have fewer elements than an array may, with room for panels half filled. */
    private static boolean fits(ConvGeometry g) {
        return 2L * WinogradShape.CELLS * (g.filters() + MicroKernels.COLUMNS)
                * (g.channels() + MicroKernels.COLUMNS) < Integer.MAX_VALUE;
    }

    private static boolean canDo(WindowAxis axis) {
        return axis.kernel() == KERNEL && axis.stride() == 1 && axis.dilation() == 1 && axis.padding() <= MOST_PADDING
                && axis.out() == axis.in() + 2 * axis.padding() - 2;
    }

    /** The correlation that gives y. */
    static WinogradShape forward(ConvGeometry g) {
        return new WinogradShape(g.batch(), g.channels(), g.filters(), g.height().in(), g.width().in(),
                g.height().padding());
    }

    /** The correlation of y's gradient that gives x's. */
    static WinogradShape backward(ConvGeometry g) {
        return new WinogradShape(g.batch(), g.filters(), g.channels(), g.height().out(), g.width().out(),
                MOST_PADDING - g.height().padding());
    }

    @Override
    public void conv(float[] x, float[] weight, float @Nullable [] bias, boolean relu, float[] y, ConvGeometry g) {
        Winograd.run(forward(g), x, WinogradFilters.of(weight, g.filters(), g.channels()), bias, relu, y);
    }

    @Override
    public void convInputGrad(float[] g, float[] weight, float[] x, ConvGeometry geometry) {
        Winograd.run(backward(geometry), g,
                WinogradFilters.transposed(weight, geometry.filters(), geometry.channels()), null, false, x);
    }

    @Override
    public void convKernelGrad(float[] x, float[] g, float[] weight, ConvGeometry geometry) {
        WinogradKernelGrad.run(forward(geometry), x, g, weight);
    }
}
