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
 * then, dealt out by their place in the tiles, along the rows, tiles side by side, those of several rows together, so that
 * vectors are full. Columns of padding are set to zero in between, for zeros are what zeros are transformed to.
 */
final class WinogradInput {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int COLUMNS = MicroKernels.COLUMNS;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final VectorShuffle<Float> EVEN = VectorShuffle.makeUnzip(SPECIES, 0);
    private static final VectorShuffle<Float> ODD = VectorShuffle.makeUnzip(SPECIES, 1);
    private static final VectorShuffle<Float> NEXT = VectorShuffle.iota(SPECIES, 1, 1, false);

    private static final int IN = WinogradShape.IN;
    private static final int OUT = WinogradShape.OUT;

    /** Tiles that are dealt out before they are transformed along their rows. */
    private static final int ENOUGH = 4 * COLUMNS;

    private final float[] x;
    private final WinogradShape shape;

    /** Vectors of tiles in a row. */
    private final int groups;

    /** Elements of a row of pixels, transformed down the columns. */
    private final int line;

    /** Elements dealt out of one place in the tiles. */
    private final int part;

    private final float[] pixels;
    private final float[] lines;
    private final float[] dealt;

    WinogradInput(float[] x, WinogradShape shape) {
        this.x = x;
        this.shape = shape;
        groups = Math.ceilDiv(shape.tileColumns(), LANES);
        line = OUT * LANES * (groups + 1);
        part = ENOUGH + LANES * groups + COLUMNS;
        pixels = new float[IN * line];
        lines = new float[IN * line];
        dealt = new float[IN * IN * part];
    }

    /**
     * Transforms rows of tiles in one channel.
     *
     * @param channel its row of the panels
     * @param to panels of {@code depth} rows, those of a cell one after another
     * @param cellStep elements from one cell to the next
     */
    void transform(int firstRow, int rows, int channel, MemorySegment to, int depth, int cellStep) {
        int dealtOut = 0;
        int panel = 0;
        for (int i = firstRow; i < firstRow + rows; i++) {
            down((i / shape.tileRows() * shape.channels() + channel) * shape.inPlane(),
                    i % shape.tileRows() * OUT - shape.padding());
            for (int row = 0; row < IN; row++) {
                deal(row, dealtOut);
            }
            dealtOut += shape.tileColumns();
            boolean last = i == firstRow + rows - 1;
            if (last || dealtOut >= ENOUGH) {
                int panels = last ? Math.ceilDiv(dealtOut, COLUMNS) : dealtOut / COLUMNS;
                for (int row = 0; row < IN; row++) {
                    along(row, panels, to, row * IN * cellStep + (panel * depth + channel) * COLUMNS, depth, cellStep);
                }
                if (!last) {
                    carry(panels * COLUMNS);
                }
                dealtOut -= panels * COLUMNS;
                panel += panels;
            }
        }
    }

    /** Bᵀ applied to the columns of the pixels that a row of tiles sees. */
    private void down(int plane, int top) {
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

    /**
     * Puts the columns of a row of tiles that are the first of their tiles together, and so on, from the place of a tile on;
     * what comes past the last tile is overwritten by the next row.
     */
    private void deal(int row, int tile) {
        int from = row * line;
        int to = row * IN * part + tile;
        var a = FloatVector.fromArray(SPECIES, lines, from);
        var b = FloatVector.fromArray(SPECIES, lines, from + LANES);
        var c = FloatVector.fromArray(SPECIES, lines, from + 2 * LANES);
        var d = FloatVector.fromArray(SPECIES, lines, from + 3 * LANES);
        var evenLow = a.rearrange(EVEN, b);
        var evenHigh = c.rearrange(EVEN, d);
        var oddLow = a.rearrange(ODD, b);
        var oddHigh = c.rearrange(ODD, d);
        var first = evenLow.rearrange(EVEN, evenHigh);
        var second = oddLow.rearrange(EVEN, oddHigh);
        for (int g = 0; g < groups; g++) {
            first.intoArray(dealt, to);
            second.intoArray(dealt, to + part);
            evenLow.rearrange(ODD, evenHigh).intoArray(dealt, to + 2 * part);
            oddLow.rearrange(ODD, oddHigh).intoArray(dealt, to + 3 * part);
            from += OUT * LANES;
            a = FloatVector.fromArray(SPECIES, lines, from);
            b = FloatVector.fromArray(SPECIES, lines, from + LANES);
            c = FloatVector.fromArray(SPECIES, lines, from + 2 * LANES);
            d = FloatVector.fromArray(SPECIES, lines, from + 3 * LANES);
            evenLow = a.rearrange(EVEN, b);
            evenHigh = c.rearrange(EVEN, d);
            oddLow = a.rearrange(ODD, b);
            oddHigh = c.rearrange(ODD, d);
            var nextFirst = evenLow.rearrange(EVEN, evenHigh);
            var nextSecond = oddLow.rearrange(EVEN, oddHigh);
            first.rearrange(NEXT, nextFirst).intoArray(dealt, to + 4 * part);
            second.rearrange(NEXT, nextSecond).intoArray(dealt, to + 5 * part);
            first = nextFirst;
            second = nextSecond;
            to += LANES;
        }
    }

    /** Bᵀ applied along the tiles dealt out, into panels. */
    private void along(int row, int panels, MemorySegment to, int first, int depth, int cellStep) {
        long step = cellStep * (long) Float.BYTES;
        int from = row * IN * part;
        long at = first * (long) Float.BYTES;
        for (int panel = 0; panel < panels; panel++) {
            along(from, to, at, step);
            along(from + LANES, to, at + LANES * (long) Float.BYTES, step);
            from += COLUMNS;
            at += depth * COLUMNS * (long) Float.BYTES;
        }
    }

    /**
     * Bᵀ·d of a vector of tiles. {@link WinogradStrip} repeats it, for one method for both makes convolutions slower by up to
     * a quarter.
     */
    private void along(int from, MemorySegment to, long at, long step) {
        var d0 = FloatVector.fromArray(SPECIES, dealt, from);
        var d1 = FloatVector.fromArray(SPECIES, dealt, from + part);
        var d2 = FloatVector.fromArray(SPECIES, dealt, from + 2 * part);
        var d3 = FloatVector.fromArray(SPECIES, dealt, from + 3 * part);
        var d4 = FloatVector.fromArray(SPECIES, dealt, from + 4 * part);
        var d5 = FloatVector.fromArray(SPECIES, dealt, from + 5 * part);
        var nearEven = d2.fma(all(-B2), d4);
        var nearOdd = d1.fma(all(-B2), d3);
        var farEven = d2.fma(all(-A2), d4);
        var farOdd = d1.fma(all(-A2), d3);
        d0.fma(all(CONSTANT), d2.fma(all(LINEAR), d4)).intoMemorySegment(to, at, ORDER);
        nearOdd.fma(all(A), nearEven).intoMemorySegment(to, at + step, ORDER);
        nearOdd.fma(all(-A), nearEven).intoMemorySegment(to, at + 2 * step, ORDER);
        farOdd.fma(all(B), farEven).intoMemorySegment(to, at + 3 * step, ORDER);
        farOdd.fma(all(-B), farEven).intoMemorySegment(to, at + 4 * step, ORDER);
        d1.fma(all(CONSTANT), d3.fma(all(LINEAR), d5)).intoMemorySegment(to, at + 5 * step, ORDER);
    }

    /** Moves the tiles of the panel that is not full yet to the front. */
    private void carry(int from) {
        for (int place = 0; place < IN * IN; place++) {
            int at = place * part;
            FloatVector.fromArray(SPECIES, dealt, at + from).intoArray(dealt, at);
            FloatVector.fromArray(SPECIES, dealt, at + from + LANES).intoArray(dealt, at + LANES);
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
