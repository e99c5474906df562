package org.gradus.core.kernel;

import static org.gradus.core.kernel.WinogradPoints.A;
import static org.gradus.core.kernel.WinogradPoints.A2;
import static org.gradus.core.kernel.WinogradPoints.AT_0;
import static org.gradus.core.kernel.WinogradPoints.AT_A;
import static org.gradus.core.kernel.WinogradPoints.AT_B;
import static org.gradus.core.kernel.WinogradPoints.B;
import static org.gradus.core.kernel.WinogradPoints.B2;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.kernel.Scratch.Use;

/**
 * The kernel gradient of a 3×3 correlation as the transpose of {@link Winograd}: w̄ = Gᵀ·Σ ((A·g·Aᵀ) ⊙ (Bᵀ·d·B))·G over all
 * tiles, of which the sums of products ⊙ are matrix products, one for each of the 36 cells.
 */
final class WinogradKernelGrad {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int CELLS = WinogradShape.CELLS;
    private static final int IN = WinogradShape.IN;
    private static final int KERNEL = 3;
    private static final int TAPS = KERNEL * KERNEL;
    private static final int COLUMNS = MicroKernels.COLUMNS;
    private static final float[] ZEROS = new float[COLUMNS];

    /** Sums that a task holds at a time. */
    private static final int MOST_SUMS = 5 << 19;

    /**
     * Tasks that there should be: where filters and channels are few, the rows of tiles are divided into parts, whose sums are
     * added afterwards. That decides about the order of sums and depends on sizes alone, not on the machine's vectors.
     */
    private static final int TASKS = 8;

    private final WinogradShape shape;
    private final float[] x;
    private final float[] g;
    private final Panels filters;
    private final int columns;
    private final int panelsEach;
    private final int ranges;
    private final int parts;
    private final int rowsEach;
    private final float[] weights;

    private WinogradKernelGrad(WinogradShape shape, float[] x, float[] g, float[] weight) {
        this.shape = shape;
        this.x = x;
        this.g = g;
        filters = Panels.ofRows(null, shape.filters());
        columns = Math.ceilDiv(shape.channels(), COLUMNS);
        int most = Math.max(1, MOST_SUMS / (CELLS * MicroKernels.ROWS * columns * COLUMNS));
        panelsEach = Math.ceilDiv(filters.count(), Math.ceilDiv(filters.count(), most));
        ranges = Math.ceilDiv(filters.count(), panelsEach);
        int goes = Math.ceilDiv(CELLS * shape.filters() * shape.channels(), MOST_SUMS);
        rowsEach = Math.ceilDiv(shape.allRows(), Math.clamp(TASKS / goes, 1, shape.allRows()));
        parts = Math.ceilDiv(shape.allRows(), rowsEach);
        weights = parts == 1 ? weight : new float[parts * weight.length];
    }

    /** w̄ = the gradient of ⟨g, x ⋆ w⟩ by w. */
    static void run(WinogradShape shape, float[] x, float[] g, float[] weight) {
        var grad = new WinogradKernelGrad(shape, x, g, weight);
        Parallel.run(grad.parts * grad.ranges, grad::runTask);
        if (grad.parts > 1) {
            System.arraycopy(grad.weights, 0, weight, 0, weight.length);
            for (int part = 1; part < grad.parts; part++) {
                Runs.add(grad.weights, part * weight.length, weight, 0, weight.length);
            }
        }
    }

    private void runTask(int task) {
        int part = task / ranges;
        int from = task % ranges * panelsEach;
        int to = Math.min(filters.count(), from + panelsEach);
        int height = filters.start(to) - filters.start(from);
        float[] sums = Scratch.buffer(Use.TERMS, CELLS * (height * columns * COLUMNS + WinogradShape.GAP));
        var strip = new WinogradStrip(x, shape);
        var upstream = new WinogradUpstream(g, shape, filters);
        int firstOfPart = part * rowsEach;
        int end = Math.min(shape.allRows(), firstOfPart + rowsEach);
        for (int firstRow = firstOfPart; firstRow < end; firstRow += shape.rowsOfBlock()) {
            int rows = Math.min(shape.rowsOfBlock(), end - firstRow);
            int tiles = rows * shape.tileColumns();
            int vStep = columns * COLUMNS * tiles + WinogradShape.GAP;
            MemorySegment v = Scratch.aligned(Use.COLUMNS, (long) CELLS * vStep);
            strip.transform(firstRow, rows, v, tiles, vStep);
            int cellStep = height * tiles + WinogradShape.GAP;
            float[] u = Scratch.buffer(Use.ROWS, CELLS * cellStep);
            upstream.transform(firstRow, rows, from, to, u, tiles, cellStep);
            for (int cell = 0; cell < CELLS; cell++) {
                multiply(cell, from, to, u, cell * cellStep, v, cell * (long) vStep, tiles, sums,
                        firstRow == firstOfPart);
            }
        }
        transformBack(from, to, sums, part * shape.filters() * shape.channels() * TAPS);
    }

    private void multiply(int cell, int from, int to, float[] u, int uAt, MemorySegment v, long vFirst, int tiles,
            float[] sums, boolean starts) {
        int width = columns * COLUMNS;
        int first = filters.start(from);
        int height = filters.start(to) - first;
        for (int column = 0; column < columns; column++) {
            long vAt = (vFirst + column * tiles * COLUMNS) * Float.BYTES;
            for (int panel = from; panel < to; panel++) {
                int row = filters.start(panel) - first;
                int at = cell * (height * width + WinogradShape.GAP) + row * width + column * COLUMNS;
                if (starts) {
                    MicroKernels.add(filters.width(panel), tiles, u, uAt + row * tiles, v, vAt, ZEROS, 0, 0, sums, at,
                            width);
                } else {
                    MicroKernels.add(filters.width(panel), tiles, u, uAt + row * tiles, v, vAt, sums, at, width, sums,
                            at, width);
                }
            }
        }
    }

    /** Gᵀ·M·G of every filter and channel. */
    private void transformBack(int from, int to, float[] sums, int weightAt) {
        int first = filters.start(from);
        int height = filters.start(to) - first;
        int width = columns * COLUMNS;
        int step = height * width + WinogradShape.GAP;
        float[] rows = new float[KERNEL * IN * LANES];
        float[] taps = new float[TAPS * LANES];
        int end = Math.min(shape.filters(), first + height);
        for (int filter = first; filter < end; filter++) {
            for (int channel = 0; channel < shape.channels(); channel += LANES) {
                int at = (filter - first) * width + channel;
                for (int j = 0; j < IN; j++) {
                    transform(sums, at + j * step, IN * step, rows, j * LANES, IN * LANES);
                }
                for (int i = 0; i < KERNEL; i++) {
                    transform(rows, i * IN * LANES, LANES, taps, i * KERNEL * LANES, LANES);
                }
                int count = Math.min(LANES, shape.channels() - channel);
                int weight = weightAt + (filter * shape.channels() + channel) * TAPS;
                for (int lane = 0; lane < count; lane++) {
                    for (int tap = 0; tap < TAPS; tap++) {
                        weights[weight + lane * TAPS + tap] = taps[tap * LANES + lane];
                    }
                }
            }
        }
    }

    /** Gᵀ·m of six rows {@code step} apart, to three. */
    private static void transform(float[] from, int at, int step, float[] to, int toAt, int toStep) {
        var m0 = FloatVector.fromArray(SPECIES, from, at);
        var m1 = FloatVector.fromArray(SPECIES, from, at + step);
        var m2 = FloatVector.fromArray(SPECIES, from, at + 2 * step);
        var m3 = FloatVector.fromArray(SPECIES, from, at + 3 * step);
        var m4 = FloatVector.fromArray(SPECIES, from, at + 4 * step);
        var m5 = FloatVector.fromArray(SPECIES, from, at + 5 * step);
        var near = m1.add(m2).mul(AT_A);
        var far = m3.add(m4).mul(AT_B);
        near.add(m0.mul(AT_0)).add(far).intoArray(to, toAt);
        m1.sub(m2).mul(A * AT_A).add(m3.sub(m4).mul(B * AT_B)).intoArray(to, toAt + toStep);
        near.mul(A2).add(far.mul(B2)).add(m5).intoArray(to, toAt + 2 * toStep);
    }
}
