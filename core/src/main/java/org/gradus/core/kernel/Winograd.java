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

    /** Channels, or filters, that a task transforms. */
    private static final int PER_TASK = 16;

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

    /** The ways differ in what they read from memory how often, and not in a bit of the result. */
    private void run() {
        if (shape.inStages() || shape.hasFewBlocks()) {
            runInStages();
        } else {
            Parallel.run(shape.blocks(), this::runBlock);
        }
    }

    /** All tiles at a time: channels in tasks, then cells, then filters. Every transformed number is read once from memory. */
    private void runInStages() {
        Block all = block(0, shape.allRows());
        MemorySegment v = Scratch.aligned(Use.SHARED_COLUMNS, all.length());
        Parallel.run(Math.ceilDiv(shape.channels(), PER_TASK), task -> transform(all, task * PER_TASK,
                Math.min(shape.channels(), (task + 1) * PER_TASK), v));
        Panels panels = filters.panels();
        int step = panels.padded() * all.padded() + WinogradShape.GAP;
        float[] products = Scratch.buffer(Use.SHARED_TERMS, CELLS * step + MicroKernels.COLUMNS);
        Parallel.run(CELLS, cell -> multiply(cell, 0, panels.count(), v, all, products, cell * step));
        Parallel.run(Math.ceilDiv(shape.filters(), PER_TASK), task -> transformBack(all, products, step, 0,
                task * PER_TASK, Math.min(shape.filters(), (task + 1) * PER_TASK)));
    }

    /** As many filters at a time as leave their products in the second cache. */
    private void runBlock(int index) {
        int firstRow = index * shape.rowsOfBlock();
        Block block = block(firstRow, Math.min(shape.rowsOfBlock(), shape.allRows() - firstRow));
        MemorySegment v = Scratch.aligned(Use.COLUMNS, block.length());
        transform(block, 0, shape.channels(), v);
        Panels panels = filters.panels();
        int each = Math.max(1, MOST_PRODUCTS / (CELLS * block.padded() * MicroKernels.ROWS));
        for (int from = 0; from < panels.count(); from += each) {
            int to = Math.min(panels.count(), from + each);
            int first = panels.start(from);
            int end = panels.start(to);
            int step = (end - first) * block.padded() + WinogradShape.GAP;
            float[] products = Scratch.buffer(Use.TERMS, CELLS * step + MicroKernels.COLUMNS);
            for (int cell = 0; cell < CELLS; cell++) {
                multiply(cell, from, to, v, block, products, cell * step);
            }
            transformBack(block, products, step, first, first, Math.min(shape.filters(), end));
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

    private Block block(int firstRow, int rows) {
        return new Block(firstRow, rows, Math.ceilDiv(rows * shape.tileColumns(), MicroKernels.COLUMNS),
                shape.channels());
    }

    private void transform(Block block, int from, int to, MemorySegment v) {
        var input = new WinogradInput(x, shape);
        for (int channel = from; channel < to; channel++) {
            input.transform(block.firstRow, block.rows, channel, v, block.channels, block.cellStep());
        }
    }

    /** Transforms products of filters back, of which those of {@code first} come first. */
    private void transformBack(Block block, float[] products, int step, int first, int from, int to) {
        var output = new WinogradOutput(shape, relu, y);
        for (int filter = from; filter < to; filter++) {
            float added = bias == null ? 0 : bias[filter];
            for (int i = 0; i < block.rows; i++) {
                output.transform(products, (filter - first) * block.padded() + i * shape.tileColumns(), step,
                        block.firstRow + i, filter, added);
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
