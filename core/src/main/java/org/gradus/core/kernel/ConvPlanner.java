package org.gradus.core.kernel;

import org.jspecify.annotations.Nullable;

/** Chooses how a convolution is computed: by its sizes and the {@link Precision} in use, never by its data. */
final class ConvPlanner {

    private static final ConvAlgorithm GEMM = new GemmConv();
    private static final ConvAlgorithm WINOGRAD = new WinogradConv();

    /** With fewer channels or filters, transforming tiles takes longer than multiplying them. */
    private static final int FEWEST_CHANNELS = 16;

    /** With fewer tiles, transforming the filters does. */
    private static final int FEWEST_TILES = 32;

    /** What tests compute with wherever it can be done. */
    private static volatile @Nullable ConvAlgorithm forced;

    private ConvPlanner() {}

    /** How to compute y, or w̄. */
    static ConvAlgorithm forward(ConvGeometry g) {
        return choose(g, WinogradConv.forward(g));
    }

    /** How to compute x̄. */
    static ConvAlgorithm backward(ConvGeometry g) {
        return choose(g, WinogradConv.backward(g));
    }

    private static ConvAlgorithm choose(ConvGeometry g, WinogradShape shape) {
        ConvAlgorithm wanted = forced;
        if (wanted != null) {
            return wanted.canDo(g) ? wanted : GEMM;
        }
        boolean pays = shape.channels() >= FEWEST_CHANNELS && shape.filters() >= FEWEST_CHANNELS
                && shape.allRows() * shape.tileColumns() >= FEWEST_TILES;
        return pays && Precision.get() == Precision.FAST && WINOGRAD.canDo(g) ? WINOGRAD : GEMM;
    }

    /** Computes with an algorithm wherever it can be done, whether it pays or not; null lets sizes decide again. */
    static void force(@Nullable ConvAlgorithm algorithm) {
        forced = algorithm;
    }
}
