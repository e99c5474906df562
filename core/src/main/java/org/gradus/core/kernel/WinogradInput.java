package org.gradus.core.kernel;

import static org.gradus.core.kernel.WinogradPoints.A;
import static org.gradus.core.kernel.WinogradPoints.A2;
import static org.gradus.core.kernel.WinogradPoints.B;
import static org.gradus.core.kernel.WinogradPoints.B2;
import static org.gradus.core.kernel.WinogradPoints.CONSTANT;
import static org.gradus.core.kernel.WinogradPoints.LINEAR;
import static org.gradus.core.kernel.WinogradPoints.all;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Images transformed for {@link Winograd}, V = Bᵀ·d·B of every tile of 6×6 pixels d, as panels of a product's right operand:
 * tiles side by side, channels along k.
 *
 * <p>
 * A row of tiles is transformed from all the pixels that it sees: first down the columns, pixels side by side in vectors;
 * then, dealt out by their place in the tiles, along the rows, tiles side by side. Columns of padding are set to zero in
 * between, for zeros are what zeros are transformed to.
 */
final class WinogradInput {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final VectorShuffle<Float> EVEN = VectorShuffle.makeUnzip(SPECIES, 0);
    private static final VectorShuffle<Float> ODD = VectorShuffle.makeUnzip(SPECIES, 1);

    private static final int IN = WinogradShape.IN;
    private static final int OUT = WinogradShape.OUT;

    private final float[] x;
    private final WinogradShape shape;

    /** Vectors of tiles in a row. */
    private final int groups;

    /** Elements of a row of pixels, transformed down the columns. */
    private final int line;

    /** Elements of such a row dealt out, of one place in the tiles. */
    private final int part;

    private final float[] pixels;
    private final float[] lines;
    private final float[] dealt;
    private final float[] tiles;
    private final int padded;

    /** For blocks of at most {@code padded} tiles, a multiple of the panels' width. */
    WinogradInput(float[] x, WinogradShape shape, int padded) {
        this.x = x;
        this.shape = shape;
        this.padded = padded;
        groups = Math.ceilDiv(shape.tileColumns(), LANES);
        line = OUT * LANES * (groups + 1);
        part = LANES * (groups + 1);
        pixels = new float[IN * line];
        lines = new float[IN * line];
        dealt = new float[IN * OUT * part];
        tiles = new float[WinogradShape.CELLS * (padded + LANES)];
    }

    /**
     * Transforms rows of tiles in one channel.
     *
     * @param channel its row of the panels
     * @param to panels of {@code depth} rows, those of a cell one after another
     * @param cellStep elements from one cell to the next
     */
    void transform(int firstRow, int rows, int channel, MemorySegment to, int depth, int cellStep) {
        for (int i = 0; i < rows; i++) {
            int image = (firstRow + i) / shape.tileRows();
            int top = (firstRow + i) % shape.tileRows() * OUT - shape.padding();
            transformRow((image * shape.channels() + channel) * shape.inPlane(), top, i * shape.tileColumns());
        }
        int panels = Math.ceilDiv(rows * shape.tileColumns(), MicroKernels.COLUMNS);
        for (int cell = 0; cell < WinogradShape.CELLS; cell++) {
            int from = cell * (padded + LANES);
            long at = ((long) cell * cellStep + channel * MicroKernels.COLUMNS) * Float.BYTES;
            for (int panel = 0; panel < panels; panel++) {
                FloatVector.fromArray(SPECIES, tiles, from).intoMemorySegment(to, at, ORDER);
                FloatVector.fromArray(SPECIES, tiles, from + LANES).intoMemorySegment(to,
                        at + LANES * (long) Float.BYTES, ORDER);
                from += MicroKernels.COLUMNS;
                at += (long) depth * MicroKernels.COLUMNS * Float.BYTES;
            }
        }
    }

    private void transformRow(int plane, int top, int tile) {
        int used = OUT * shape.tileColumns() + 2;
        int from = plane + top * shape.width() - shape.padding();
        boolean inside = top >= 0 && top + IN <= shape.height() && from >= 0
                && from + (IN - 1) * shape.width() + Math.ceilDiv(used, LANES) * LANES <= x.length;
        if (inside) {
            down(x, from, shape.width(), used);
            int end = shape.padding() + shape.width();
            for (int i = 0; i < IN; i++) {
                Arrays.fill(lines, i * line, i * line + shape.padding(), 0);
                Arrays.fill(lines, i * line + end, i * line + Math.max(end, used), 0);
            }
        } else {
            read(plane, top, used);
            down(pixels, 0, line, used);
        }
        for (int i = 0; i < IN; i++) {
            deal(i);
            along(i, tile);
        }
    }

    /** Copies the pixels that a row of tiles sees, and zeros for those of the padding. */
    private void read(int plane, int top, int used) {
        int end = Math.min(shape.padding() + shape.width(), used);
        for (int i = 0; i < IN; i++) {
            int row = top + i;
            int at = i * line;
            if (row < 0 || row >= shape.height()) {
                Arrays.fill(pixels, at, at + used, 0);
            } else {
                Arrays.fill(pixels, at, at + shape.padding(), 0);
                System.arraycopy(x, plane + row * shape.width(), pixels, at + shape.padding(),
                        end - shape.padding());
                Arrays.fill(pixels, at + end, at + used, 0);
            }
        }
    }

    /** Bᵀ applied to columns of six pixels. */
    private void down(float[] from, int at, int stride, int used) {
        for (int j = 0; j < used; j += LANES) {
            var d0 = FloatVector.fromArray(SPECIES, from, at + j);
            var d1 = FloatVector.fromArray(SPECIES, from, at + j + stride);
            var d2 = FloatVector.fromArray(SPECIES, from, at + j + 2 * stride);
            var d3 = FloatVector.fromArray(SPECIES, from, at + j + 3 * stride);
            var d4 = FloatVector.fromArray(SPECIES, from, at + j + 4 * stride);
            var d5 = FloatVector.fromArray(SPECIES, from, at + j + 5 * stride);
            transform(d0, d1, d2, d3, d4, d5, lines, j, line);
        }
    }

    /** Puts the columns of a row of tiles that are the first of their tiles together, and so on. */
    private void deal(int row) {
        for (int g = 0; g <= groups; g++) {
            int from = row * line + g * OUT * LANES;
            int to = row * OUT * part + g * LANES;
            var a = FloatVector.fromArray(SPECIES, lines, from);
            var b = FloatVector.fromArray(SPECIES, lines, from + LANES);
            var c = FloatVector.fromArray(SPECIES, lines, from + 2 * LANES);
            var d = FloatVector.fromArray(SPECIES, lines, from + 3 * LANES);
            var evenLow = a.rearrange(EVEN, b);
            var evenHigh = c.rearrange(EVEN, d);
            var oddLow = a.rearrange(ODD, b);
            var oddHigh = c.rearrange(ODD, d);
            evenLow.rearrange(EVEN, evenHigh).intoArray(dealt, to);
            oddLow.rearrange(EVEN, oddHigh).intoArray(dealt, to + part);
            evenLow.rearrange(ODD, evenHigh).intoArray(dealt, to + 2 * part);
            oddLow.rearrange(ODD, oddHigh).intoArray(dealt, to + 3 * part);
        }
    }

    /** Bᵀ applied along a row of tiles; what comes past its last tile is overwritten by the next row. */
    private void along(int row, int tile) {
        int stride = padded + LANES;
        for (int g = 0; g < groups; g++) {
            int from = row * OUT * part + g * LANES;
            var d0 = FloatVector.fromArray(SPECIES, dealt, from);
            var d1 = FloatVector.fromArray(SPECIES, dealt, from + part);
            var d2 = FloatVector.fromArray(SPECIES, dealt, from + 2 * part);
            var d3 = FloatVector.fromArray(SPECIES, dealt, from + 3 * part);
            var d4 = FloatVector.fromArray(SPECIES, dealt, from + 1);
            var d5 = FloatVector.fromArray(SPECIES, dealt, from + part + 1);
            transform(d0, d1, d2, d3, d4, d5, tiles, row * IN * stride + tile + g * LANES, stride);
        }
    }

    /** Bᵀ·d, its six rows {@code step} apart. */
    static void transform(FloatVector d0, FloatVector d1, FloatVector d2, FloatVector d3, FloatVector d4,
            FloatVector d5, float[] to, int at, int step) {
        var nearEven = d2.fma(all(-B2), d4);
        var nearOdd = d1.fma(all(-B2), d3);
        var farEven = d2.fma(all(-A2), d4);
        var farOdd = d1.fma(all(-A2), d3);
        d0.fma(all(CONSTANT), d2.fma(all(LINEAR), d4)).intoArray(to, at);
        nearOdd.fma(all(A), nearEven).intoArray(to, at + step);
        nearOdd.fma(all(-A), nearEven).intoArray(to, at + 2 * step);
        farOdd.fma(all(B), farEven).intoArray(to, at + 3 * step);
        farOdd.fma(all(-B), farEven).intoArray(to, at + 4 * step);
        d1.fma(all(CONSTANT), d3.fma(all(LINEAR), d5)).intoArray(to, at + 5 * step);
    }
}
