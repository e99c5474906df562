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

/**
 * The steps of {@link WinogradKernelGrad} for the filters of some panels: V of the images, U of the upstream gradient, the
 * sums of their products for each cell, and these transformed back.
 */
final class WinogradSums {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int IN = WinogradShape.IN;
    private static final int KERNEL = 3;
    private static final int TAPS = KERNEL * KERNEL;
    private static final int COLUMNS = MicroKernels.COLUMNS;
    private static final float[] ZEROS = new float[COLUMNS];

    /** Tiles that are summed up before the next sums' turn: with so many, a panel of V stays in the second cache. */
    private static final int DEPTH = 512;

    private final WinogradShape shape;
    private final Panels filters;
    private final int from;
    private final int to;
    private final int first;
    private final int height;

    /** Panels of channels, and their width together. */
    private final int columns;
    private final int width;

    /** For the panels {@code from} … to−1 of the filters. */
    WinogradSums(WinogradShape shape, Panels filters, int from, int to) {
        this.shape = shape;
        this.filters = filters;
        this.from = from;
        this.to = to;
        first = filters.start(from);
        height = filters.start(to) - first;
        columns = columns(shape);
        width = columns * COLUMNS;
    }

    /** Panels of channels. */
    static int columns(WinogradShape shape) {
        return Math.ceilDiv(shape.channels(), COLUMNS);
    }

    /** Elements from one cell of V to the next. */
    int imageStep(int tiles) {
        return width * tiles + WinogradShape.GAP;
    }

    /** Elements from one cell of U to the next. */
    int upstreamStep(int tiles) {
        return height * tiles + (to - from) * WinogradShape.GAP;
    }

    /** Elements from one cell of the sums to the next. */
    int sumStep() {
        return height * width + WinogradShape.GAP;
    }

    /** Where a panel of U begins: a gap behind each takes what is written past its end. */
    private int upstreamAt(int panel, int tiles) {
        return (filters.start(panel) - first) * tiles + (panel - from) * WinogradShape.GAP;
    }

    /** V of some rows of tiles, of the channels of some panels. */
    void transform(WinogradStrip images, int firstRow, int rows, int fromPanel, int toPanel, MemorySegment v) {
        int tiles = rows * shape.tileColumns();
        for (int panel = fromPanel; panel < toPanel; panel++) {
            images.transform(firstRow, rows, panel, v, panel * COLUMNS * tiles, imageStep(tiles));
        }
    }

    /** U of some rows of tiles, of the filters of some panels. */
    void transform(WinogradUpstream upstream, int firstRow, int rows, int fromPanel, int toPanel, float[] u) {
        int tiles = rows * shape.tileColumns();
        for (int panel = fromPanel; panel < toPanel; panel++) {
            upstream.transform(firstRow, rows, panel, u, upstreamAt(panel, tiles), upstreamStep(tiles));
        }
    }

    /** The sums of a cell, or what is added to them. */
    void multiply(int cell, int tiles, float[] u, MemorySegment v, float[] sums, boolean starts) {
        for (int tile = 0; tile < tiles; tile += DEPTH) {
            int depth = Math.min(DEPTH, tiles - tile);
            for (int column = 0; column < columns; column++) {
                long vAt = ((long) cell * imageStep(tiles) + (column * tiles + tile) * COLUMNS) * Float.BYTES;
                for (int panel = from; panel < to; panel++) {
                    int rows = filters.width(panel);
                    int uAt = cell * upstreamStep(tiles) + upstreamAt(panel, tiles) + tile * rows;
                    int at = cell * sumStep() + (filters.start(panel) - first) * width + column * COLUMNS;
                    if (starts && tile == 0) {
                        MicroKernels.add(rows, depth, u, uAt, v, vAt, ZEROS, 0, 0, sums, at, width);
                    } else {
                        MicroKernels.add(rows, depth, u, uAt, v, vAt, sums, at, width, sums, at, width);
                    }
                }
            }
        }
    }

    /** Gᵀ·M·G of every filter of some panels and every channel, into weights from an element on. */
    void transformBack(int fromPanel, int toPanel, float[] sums, float[] weights, int weightsAt) {
        int step = sumStep();
        float[] rows = new float[KERNEL * IN * LANES];
        float[] taps = new float[TAPS * LANES];
        int end = Math.min(shape.filters(), filters.start(toPanel));
        for (int filter = filters.start(fromPanel); filter < end; filter++) {
            for (int channel = 0; channel < shape.channels(); channel += LANES) {
                int at = (filter - first) * width + channel;
                for (int j = 0; j < IN; j++) {
                    transform(sums, at + j * step, IN * step, rows, j * LANES, IN * LANES);
                }
                for (int i = 0; i < KERNEL; i++) {
                    transform(rows, i * IN * LANES, LANES, taps, i * KERNEL * LANES, LANES);
                }
                int count = Math.min(LANES, shape.channels() - channel);
                int weight = weightsAt + (filter * shape.channels() + channel) * TAPS;
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
