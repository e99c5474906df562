package org.gradus.core.kernel;

import org.jspecify.annotations.Nullable;

/** Chooses how a convolution is computed: by its sizes and the {@link Precision} in use, never by its data. */
final class ConvPlanner {

    private static final ConvAlgorithm GEMM = new GemmConv();
    private static final ConvAlgorithm WINOGRAD = new WinogradConv();
    private static final ConvAlgorithm DIRECT = new DirectConv();

    /** With fewer channels or filters, transforming tiles takes longer than multiplying them. */
    private static final int FEWEST_CHANNELS = 64;
    private static final int FEWEST_CHANNELS_OF_SUMS = 32;

    /** With fewer tiles, transforming the filters does. */
    private static final int FEWEST_TILES = 32;

    /** With fewer tiles in a row, most of the vectors that transform them are empty, which many channels make up for. */
    private static final int FEWEST_TILES_OF_ROW = 6;
    private static final int MANY_CHANNELS = 256;

    /** Larger images leave the second cache before all taps have been over them. */
    private static final int MOST_PIXELS = 1 << 20;

    /** With more weights, sums side by side for each of them leave the second cache. */
    private static final int MOST_WEIGHTS = 1 << 13;

    /** What tests compute with wherever it can be done. */
    private static volatile @Nullable ConvAlgorithm forced;

    private ConvPlanner() {}

    /** How to compute y. */
    static ConvAlgorithm forward(ConvGeometry g) {
        return correlation(g, WinogradConv.forward(g), (long) g.channels() * g.inCells());
    }

    /** How to compute x̄. */
    static ConvAlgorithm inputGrad(ConvGeometry g) {
        return correlation(g, WinogradConv.backward(g), (long) g.filters() * g.outCells());
    }

    private static ConvAlgorithm correlation(ConvGeometry g, WinogradShape shape, long pixels) {
        int fewest = Math.min(shape.channels(), shape.filters());
        boolean rowsAreLong = shape.tileColumns() >= FEWEST_TILES_OF_ROW || fewest >= MANY_CHANNELS;
        return choose(g, fewest >= FEWEST_CHANNELS && rowsAreLong && shape.tiles() >= FEWEST_TILES,
                g.kernelCells() > 1 && pixels <= MOST_PIXELS);
    }

    /** How to compute w̄. */
    static ConvAlgorithm kernelGrad(ConvGeometry g) {
        WinogradShape shape = WinogradConv.forward(g);
        return choose(g, Math.min(shape.channels(), shape.filters()) >= FEWEST_CHANNELS_OF_SUMS
                && shape.tiles() >= FEWEST_TILES,
                !isLeftToProducts(g) && (long) g.channels() * g.filters() * g.kernelCells() <= MOST_WEIGHTS);
    }

    /**
     * One channel without padding, though products take longer: they sum in long sequences, as PyTorch does, and so the small
     * network's training on MNIST stays as near to PyTorch's as PyTorch on another processor does.
     */
    private static boolean isLeftToProducts(ConvGeometry g) {
        return g.channels() == 1 && g.height().padding() == 0 && g.width().padding() == 0;
    }

    private static ConvAlgorithm choose(ConvGeometry g, boolean winogradPays, boolean directPays) {
        ConvAlgorithm wanted = forced;
        if (wanted != null) {
            return wanted.canDo(g) ? wanted : GEMM;
        }
        if (winogradPays && Precision.get() == Precision.FAST && WINOGRAD.canDo(g)) {
            return WINOGRAD;
        }
        return directPays && DIRECT.canDo(g) ? DIRECT : GEMM;
    }

    /** Computes with an algorithm wherever it can be done, whether it pays or not; null lets sizes decide again. */
    static void force(@Nullable ConvAlgorithm algorithm) {
        forced = algorithm;
    }
}
