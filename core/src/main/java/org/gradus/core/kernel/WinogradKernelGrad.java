package org.gradus.core.kernel;

import java.lang.foreign.MemorySegment;
import org.gradus.core.kernel.Scratch.Use;

/**
 * The kernel gradient of a 3×3 correlation as the transpose of {@link Winograd}: w̄ = Gᵀ·Σ ((A·g·Aᵀ) ⊙ (Bᵀ·d·B))·G over all
 * tiles, of which the sums of products ⊙ are matrix products, one for each of the 36 cells.
 */
final class WinogradKernelGrad {

    private static final int CELLS = WinogradShape.CELLS;

    /** Sums that a task holds at a time. */
    private static final int MOST_SUMS = 5 << 19;

    /**
     * Tasks that there should be: where filters and channels are few, the rows of tiles are divided into parts, whose sums are
     * added afterwards. That decides about the order of sums and depends on sizes alone, not on the machine's vectors.
     */
    private static final int TASKS = 8;

    /** Panels of filters that a task transforms where all are transformed at a time. */
    private static final int PER_TASK = 2;

    private final WinogradShape shape;
    private final float[] x;
    private final float[] g;
    private final float[] weight;
    private final Panels filters;

    private WinogradKernelGrad(WinogradShape shape, float[] x, float[] g, float[] weight) {
        this.shape = shape;
        this.x = x;
        this.g = g;
        this.weight = weight;
        filters = Panels.ofRows(null, shape.filters());
    }

    /** w̄ = the gradient of ⟨g, x ⋆ w⟩ by w. */
    static void run(WinogradShape shape, float[] x, float[] g, float[] weight) {
        new WinogradKernelGrad(shape, x, g, weight).run();
    }

    private void run() {
        if (shape.inStages()) {
            runInStages();
        } else {
            runInParts();
        }
    }

    /** All tiles at a time: panels in tasks, then cells, then panels again. */
    private void runInStages() {
        int rows = shape.allRows();
        int tiles = rows * shape.tileColumns();
        int panels = filters.count();
        var all = new WinogradSums(shape, filters, 0, panels);
        MemorySegment v = Scratch.aligned(Use.SHARED_COLUMNS, (long) CELLS * all.imageStep(tiles));
        float[] u = Scratch.buffer(Use.SHARED_ROWS, CELLS * all.upstreamStep(tiles));
        float[] sums = Scratch.buffer(Use.SHARED_TERMS, CELLS * all.sumStep());
        int groups = Math.ceilDiv(panels, PER_TASK);
        Parallel.run(WinogradSums.columns(shape), panel -> all.transform(images(), 0, rows, panel, panel + 1, v));
        Parallel.run(groups, group -> all.transform(upstream(), 0, rows, group * PER_TASK,
                Math.min(panels, (group + 1) * PER_TASK), u));
        Parallel.run(CELLS, cell -> all.multiply(cell, tiles, u, v, sums, true));
        Parallel.run(groups, group -> all.transformBack(group * PER_TASK, Math.min(panels, (group + 1) * PER_TASK),
                sums, weight, 0));
    }

    /** Some rows of tiles and some panels of filters a task, in blocks that stay in the caches. */
    private void runInParts() {
        int goes = Math.ceilDiv(CELLS * shape.filters() * shape.channels(), MOST_SUMS);
        int rowsEach = Math.ceilDiv(shape.allRows(), Math.clamp(TASKS / goes, 1, shape.allRows()));
        int parts = Math.ceilDiv(shape.allRows(), rowsEach);
        int most = Math.max(1, MOST_SUMS
                / (CELLS * MicroKernels.ROWS * WinogradSums.columns(shape) * MicroKernels.COLUMNS));
        int panelsEach = Math.ceilDiv(filters.count(), Math.ceilDiv(filters.count(), most));
        int ranges = Math.ceilDiv(filters.count(), panelsEach);
        float[] weights = parts == 1 ? weight : new float[parts * weight.length];
        Parallel.run(parts * ranges, task -> {
            int part = task / ranges;
            int from = task % ranges * panelsEach;
            int firstRow = part * rowsEach;
            sum(from, Math.min(filters.count(), from + panelsEach), firstRow,
                    Math.min(shape.allRows(), firstRow + rowsEach), weights, part * weight.length);
        });
        if (parts > 1) {
            System.arraycopy(weights, 0, weight, 0, weight.length);
            for (int part = 1; part < parts; part++) {
                Runs.add(weights, part * weight.length, weight, 0, weight.length);
            }
        }
    }

    /** The gradient from some rows of tiles by the filters of some panels, into weights from an element on. */
    private void sum(int from, int to, int firstRow, int endRow, float[] weights, int at) {
        var range = new WinogradSums(shape, filters, from, to);
        float[] sums = Scratch.buffer(Use.TERMS, CELLS * range.sumStep());
        WinogradStrip images = images();
        WinogradUpstream upstream = upstream();
        for (int row = firstRow; row < endRow; row += shape.rowsOfBlock()) {
            int rows = Math.min(shape.rowsOfBlock(), endRow - row);
            int tiles = rows * shape.tileColumns();
            MemorySegment v = Scratch.aligned(Use.COLUMNS, (long) CELLS * range.imageStep(tiles));
            float[] u = Scratch.buffer(Use.ROWS, CELLS * range.upstreamStep(tiles));
            range.transform(images, row, rows, 0, WinogradSums.columns(shape), v);
            range.transform(upstream, row, rows, from, to, u);
            for (int cell = 0; cell < CELLS; cell++) {
                range.multiply(cell, tiles, u, v, sums, row == firstRow);
            }
        }
        range.transformBack(from, to, sums, weights, at);
    }

    private WinogradStrip images() {
        return new WinogradStrip(x, shape);
    }

    private WinogradUpstream upstream() {
        return new WinogradUpstream(g, shape, filters);
    }
}
