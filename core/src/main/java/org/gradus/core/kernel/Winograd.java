package org.gradus.core.kernel;

import java.lang.foreign.MemorySegment;
import org.gradus.core.kernel.Scratch.Use;
import org.jspecify.annotations.Nullable;

/**
 * The minimal filtering F(4×4, 3×3): 36 multiplications a tile of 4×4 outputs, channel and filter, where sums over the window take 144.
 *
 * <p>
 * y = Aᵀ·((G·g·Gᵀ) ⊙ (Bᵀ·d·B))·A, of which the products ⊙, summed over channels, are matrix products, one for each of the 36
 * cells. Source: A. Lavin, S. Gray, "Fast Algorithms for Convolutional Neural Networks" (2016), section 4.
 */
final class Winograd {

    private static final int CELLS = WinogradShape.CELLS;
    private static final float[] ZEROS = new float[MicroKernels.COLUMNS];

    /** Elements of products that a task holds at a time. */
    private static final int MOST_PRODUCTS = 3 << 17;

    /** Tasks that there should be; filters are divided where there are fewer blocks. */
    private static final int TASKS = 6;

    private final WinogradShape shape;
    private final float[] x;
    private final WinogradFilters filters;
    private final float @Nullable [] bias;
    private final float[] y;

    private Winograd(WinogradShape shape, float[] x, WinogradFilters filters, float @Nullable [] bias, float[] y) {
        this.shape = shape;
        this.x = x;
        this.filters = filters;
        this.bias = bias;
        this.y = y;
    }

    /** y = x ⋆ w + b. */
    static void run(WinogradShape shape, float[] x, WinogradFilters filters, float @Nullable [] bias, float[] y) {
        new Winograd(shape, x, filters, bias, y).run();
    }

    private void run() {
        int blocks = shape.blocks();
        int panels = filters.panels().count();
        int parts = Math.clamp(Math.ceilDiv(TASKS, blocks), 1, panels);
        int each = Math.ceilDiv(panels, parts);
        Parallel.run(blocks * parts, task -> {
            int block = task / parts;
            int from = task % parts * each;
            int to = Math.min(panels, from + each);
            if (from < to) {
                runBlock(block, from, to);
            }
        });
    }

    private void runBlock(int block, int fromFilters, int toFilters) {
        int rowsEach = shape.rowsOfBlock();
        int firstRow = block * rowsEach;
        int rows = Math.min(rowsEach, shape.allRows() - firstRow);
        int panels = Math.ceilDiv(rows * shape.tileColumns(), MicroKernels.COLUMNS);
        int padded = panels * MicroKernels.COLUMNS;
        int channels = shape.channels();
        int cellStep = channels * padded + WinogradShape.GAP;
        MemorySegment v = Scratch.aligned(Use.COLUMNS, (long) CELLS * cellStep);
        var input = new WinogradInput(x, shape, padded);
        for (int channel = 0; channel < channels; channel++) {
            input.transform(firstRow, rows, channel, v, channels, cellStep);
        }
        var output = new WinogradOutput(shape, y);
        Panels panelsOfFilters = filters.panels();
        int each = Math.max(1, MOST_PRODUCTS / (CELLS * padded * MicroKernels.ROWS));
        for (int from = fromFilters; from < toFilters; from += each) {
            int to = Math.min(toFilters, from + each);
            int first = panelsOfFilters.start(from);
            int height = panelsOfFilters.start(to) - first;
            int step = height * padded + WinogradShape.GAP;
            float[] products = Scratch.buffer(Use.TERMS, CELLS * step + MicroKernels.COLUMNS);
            for (int cell = 0; cell < CELLS; cell++) {
                multiply(cell, from, to, v, panels, products, cell * step);
            }
            int end = Math.min(shape.filters(), first + height);
            for (int filter = first; filter < end; filter++) {
                float added = bias == null ? 0 : bias[filter];
                for (int i = 0; i < rows; i++) {
                    output.transform(products, (filter - first) * padded + i * shape.tileColumns(), step, firstRow + i,
                            filter, added);
                }
            }
        }
    }

    /** The products of one cell: filters of some panels by all tiles. */
    private void multiply(int cell, int from, int to, MemorySegment v, int panels, float[] products, int at) {
        int channels = shape.channels();
        int padded = panels * MicroKernels.COLUMNS;
        Panels panelsOfFilters = filters.panels();
        int first = panelsOfFilters.start(from);
        for (int panel = 0; panel < panels; panel++) {
            long vAt = (cell * (channels * (long) padded + WinogradShape.GAP)
                    + panel * channels * MicroKernels.COLUMNS) * Float.BYTES;
            for (int i = from; i < to; i++) {
                int toAt = at + (panelsOfFilters.start(i) - first) * padded + panel * MicroKernels.COLUMNS;
                MicroKernels.add(panelsOfFilters.width(i), channels, filters.packed(), filters.at(cell, i), v, vAt,
                        ZEROS, 0, 0, products, toAt, padded);
            }
        }
    }
}
