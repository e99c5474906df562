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

    /** Tasks that there should be. */
    private static final int TASKS = 6;

    private final WinogradShape shape;
    private final float[] x;
    private final WinogradFilters filters;
    private final float @Nullable [] bias;
    private final boolean relu;
    private final float[] y;

    private Winograd(WinogradShape shape, float[] x, WinogradFilters filters, float @Nullable [] bias, boolean relu,
            float[] y) {
        this.shape = shape;
        this.x = x;
        this.filters = filters;
        this.bias = bias;
        this.relu = relu;
        this.y = y;
    }

    /** y = x ⋆ w + b, or max(y, 0). */
    static void run(WinogradShape shape, float[] x, WinogradFilters filters, float @Nullable [] bias, boolean relu,
            float[] y) {
        new Winograd(shape, x, filters, bias, relu, y).run();
    }

    /** A task for each block; or where blocks are few, one block after another, its channels and then its filters in tasks. */
    private void run() {
        int blocks = shape.blocks();
        int panels = filters.panels().count();
        if (blocks >= TASKS) {
            Parallel.run(blocks, index -> {
                Block block = block(index);
                MemorySegment v = Scratch.aligned(Use.COLUMNS, block.length());
                transform(block, 0, shape.channels(), v);
                multiply(block, v, 0, panels);
            });
            return;
        }
        int channelsEach = Math.ceilDiv(shape.channels(), TASKS);
        int panelsEach = Math.ceilDiv(panels, TASKS);
        for (int index = 0; index < blocks; index++) {
            Block block = block(index);
            MemorySegment v = Scratch.aligned(Use.SHARED_COLUMNS, block.length());
            Parallel.run(Math.ceilDiv(shape.channels(), channelsEach), task -> transform(block, task * channelsEach,
                    Math.min(shape.channels(), (task + 1) * channelsEach), v));
            Parallel.run(Math.ceilDiv(panels, panelsEach),
                    task -> multiply(block, v, task * panelsEach, Math.min(panels, (task + 1) * panelsEach)));
        }
    }

    /**
     * Rows of tiles that are worked on together.
     *
     * @param panels panels of their tiles, for each of which V has a row a channel
     */
    private record Block(int firstRow, int rows, int panels, int channels) {

        int padded() {
            return panels * MicroKernels.COLUMNS;
        }

        int cellStep() {
            return channels * padded() + WinogradShape.GAP;
        }

        long length() {
            return (long) CELLS * cellStep();
        }
    }

    private Block block(int index) {
        int firstRow = index * shape.rowsOfBlock();
        int rows = Math.min(shape.rowsOfBlock(), shape.allRows() - firstRow);
        return new Block(firstRow, rows, Math.ceilDiv(rows * shape.tileColumns(), MicroKernels.COLUMNS),
                shape.channels());
    }

    private void transform(Block block, int from, int to, MemorySegment v) {
        var input = new WinogradInput(x, shape, block.padded());
        for (int channel = from; channel < to; channel++) {
            input.transform(block.firstRow, block.rows, channel, v, block.channels, block.cellStep());
        }
    }

    private void multiply(Block block, MemorySegment v, int fromFilters, int toFilters) {
        int padded = block.padded();
        var output = new WinogradOutput(shape, relu, y);
        Panels panelsOfFilters = filters.panels();
        int each = Math.max(1, MOST_PRODUCTS / (CELLS * padded * MicroKernels.ROWS));
        for (int from = fromFilters; from < toFilters; from += each) {
            int to = Math.min(toFilters, from + each);
            int first = panelsOfFilters.start(from);
            int height = panelsOfFilters.start(to) - first;
            int step = height * padded + WinogradShape.GAP;
            float[] products = Scratch.buffer(Use.TERMS, CELLS * step + MicroKernels.COLUMNS);
            for (int cell = 0; cell < CELLS; cell++) {
                multiply(cell, from, to, v, block, products, cell * step);
            }
            int end = Math.min(shape.filters(), first + height);
            for (int filter = first; filter < end; filter++) {
                float added = bias == null ? 0 : bias[filter];
                for (int i = 0; i < block.rows; i++) {
                    output.transform(products, (filter - first) * padded + i * shape.tileColumns(), step,
                            block.firstRow + i,
                            filter, added);
                }
            }
        }
    }

    /** The products of one cell: filters of some panels by all tiles. */
    private void multiply(int cell, int from, int to, MemorySegment v, Block block, float[] products, int at) {
        int channels = block.channels;
        int padded = block.padded();
        Panels panelsOfFilters = filters.panels();
        int first = panelsOfFilters.start(from);
        for (int panel = 0; panel < block.panels; panel++) {
            long vAt = (cell * (long) block.cellStep() + panel * channels * MicroKernels.COLUMNS) * Float.BYTES;
            for (int i = from; i < to; i++) {
                int toAt = at + (panelsOfFilters.start(i) - first) * padded + panel * MicroKernels.COLUMNS;
                MicroKernels.add(panelsOfFilters.width(i), channels, filters.packed(), filters.at(cell, i), v, vAt,
                        ZEROS, 0, 0, products, toAt, padded);
            }
        }
    }
}
