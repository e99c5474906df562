package org.gradus.core.kernel;

import static jdk.incubator.vector.VectorOperators.F2D;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of floats, carried in doubles and rounded once, in an order that depends on sizes alone: not on the number of
 * threads, nor on how many lanes the machine's vectors have.
 *
 * <p>
 * What is summed is cut into blocks. A contiguous block is summed in {@value #LANES} interleaved sums (element j goes to
 * sum j mod {@value #LANES}), whose halves are then added until one is left; fewer than {@value #LANES} elements are added
 * one after another. In a block of rows, every column has a sum of its own; where rows are narrow, it has several, each of
 * every so many-th row, which are added last. The blocks' sums are added in their order.
 */
final class VectorSum {

    /** Of at most 512 bits, so that four vectors hold no more than the interleaved sums, and of at least two doubles. */
    static final VectorSpecies<Double> DOUBLES = switch (DoubleVector.SPECIES_PREFERRED.length()) {
        case 1, 2 -> DoubleVector.SPECIES_128;
        case 4 -> DoubleVector.SPECIES_256;
        default -> DoubleVector.SPECIES_512;
    };
    static final int WIDTH = DOUBLES.length();
    /** As many floats as {@link #DOUBLES} holds doubles. */
    static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class,
            VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

    /** The interleaved sums of a contiguous block. */
    static final int LANES = 32;
    /** Elements of a contiguous block. */
    private static final int BLOCK = Chunks.CHEAP;
    /** Elements of a block of rows: more, as its sums are written out. */
    private static final int ROWS_BLOCK = 4 * Chunks.CHEAP;
    /** Columns that are summed together: their sums stay in the nearest cache. */
    private static final int STRIP = 1024;
    /** Rows narrower than this are joined, so that vectors are filled. */
    private static final int WIDE = 64;

    private VectorSum() {}

    /** y[o,i] = Σⱼ x[o,j,i]. */
    static void sum(float[] x, float[] y, Span span) {
        if (span.numel() == 0) {
            Arrays.fill(y, 0);
        } else if (span.inner() == 1) {
            sumRows(x, y, span);
        } else {
            sumColumns(x, y, span);
        }
    }

    private static void sumRows(float[] x, float[] y, Span span) {
        int length = span.length();
        if (length > BLOCK) {
            sumLongRows(x, y, span);
            return;
        }
        Chunks.run(span.outer(), Math.max(1, Chunks.CHEAP / length), (from, to) -> {
            double[] sums = new double[LANES];
            for (int o = from; o < to; o++) {
                y[o] = (float) sum(x, o * length, length, sums);
            }
        });
    }

    private static void sumLongRows(float[] x, float[] y, Span span) {
        int length = span.length();
        int blocks = Math.ceilDiv(length, BLOCK);
        int pairs = Math.ceilDiv(blocks, 2);
        double[] parts = new double[span.outer() * blocks];
        Parallel.run(span.outer() * pairs, task -> {
            int o = task / pairs;
            int block = task % pairs * 2;
            sumPair(x, o * length + block * BLOCK, Math.min(2 * BLOCK, length - block * BLOCK), parts,
                    o * blocks + block);
        });
        for (int o = 0; o < span.outer(); o++) {
            double sum = 0;
            for (int block = 0; block < blocks; block++) {
                sum += parts[o * blocks + block];
            }
            y[o] = (float) sum;
        }
    }

    /** The sums of a block and of the next, if there is one. */
    private static void sumPair(float[] x, int at, int count, double[] parts, int part) {
        double[] sums = new double[LANES];
        if (count < 2 * BLOCK) {
            parts[part] = sum(x, at, Math.min(BLOCK, count), sums);
            if (count > BLOCK) {
                parts[part + 1] = sum(x, at + BLOCK, count - BLOCK, new double[LANES]);
            }
            return;
        }
        double[] next = new double[LANES];
        for (int lane = 0; lane < LANES; lane += WIDTH * 4) {
            interleaved(x, at + lane, at + BLOCK, sums, next, lane);
        }
        parts[part] = foldHalves(sums);
        parts[part + 1] = foldHalves(next);
    }

    /** Σ x[i] for i from {@code at} on, {@code count} of them; {@code sums} is room for {@value #LANES} numbers. */
    static double sum(float[] x, int at, int count, double[] sums) {
        if (count < LANES) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += x[at + i];
            }
            return sum;
        }
        int whole = count - count % LANES;
        for (int lane = 0; lane < LANES; lane += WIDTH * 4) {
            interleaved(x, at + lane, at + whole, sums, lane);
        }
        for (int i = whole; i < count; i++) {
            sums[i - whole] += x[at + i];
        }
        return foldHalves(sums);
    }

    /** The interleaved sums' total: halves are added until one is left. */
    static double foldHalves(double[] sums) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[0];
    }

    private static void interleaved(float[] x, int from, int to, double[] sums, int lane) {
        var a = DoubleVector.zero(DOUBLES);
        var b = DoubleVector.zero(DOUBLES);
        var c = DoubleVector.zero(DOUBLES);
        var d = DoubleVector.zero(DOUBLES);
        for (int i = from; i < to; i += LANES) {
            a = a.add(FloatVector.fromArray(FLOATS, x, i).convertShape(F2D, DOUBLES, 0));
            b = b.add(FloatVector.fromArray(FLOATS, x, i + WIDTH).convertShape(F2D, DOUBLES, 0));
            c = c.add(FloatVector.fromArray(FLOATS, x, i + 2 * WIDTH).convertShape(F2D, DOUBLES, 0));
            d = d.add(FloatVector.fromArray(FLOATS, x, i + 3 * WIDTH).convertShape(F2D, DOUBLES, 0));
        }
        a.intoArray(sums, lane);
        b.intoArray(sums, lane + WIDTH);
        c.intoArray(sums, lane + 2 * WIDTH);
        d.intoArray(sums, lane + 3 * WIDTH);
    }

    /**
     * The same of two blocks that follow each other: memory delivers two streams side by side in half the time. Both loops
     * are written out, for taking turns at pieces of the blocks with the one above costs a quarter more.
     */
    private static void interleaved(float[] x, int from, int to, double[] sums, double[] next, int lane) {
        var a = DoubleVector.zero(DOUBLES);
        var b = DoubleVector.zero(DOUBLES);
        var c = DoubleVector.zero(DOUBLES);
        var d = DoubleVector.zero(DOUBLES);
        var nextA = DoubleVector.zero(DOUBLES);
        var nextB = DoubleVector.zero(DOUBLES);
        var nextC = DoubleVector.zero(DOUBLES);
        var nextD = DoubleVector.zero(DOUBLES);
        for (int i = from; i < to; i += LANES) {
            a = a.add(FloatVector.fromArray(FLOATS, x, i).convertShape(F2D, DOUBLES, 0));
            b = b.add(FloatVector.fromArray(FLOATS, x, i + WIDTH).convertShape(F2D, DOUBLES, 0));
            c = c.add(FloatVector.fromArray(FLOATS, x, i + 2 * WIDTH).convertShape(F2D, DOUBLES, 0));
            d = d.add(FloatVector.fromArray(FLOATS, x, i + 3 * WIDTH).convertShape(F2D, DOUBLES, 0));
            int j = i + BLOCK;
            nextA = nextA.add(FloatVector.fromArray(FLOATS, x, j).convertShape(F2D, DOUBLES, 0));
            nextB = nextB.add(FloatVector.fromArray(FLOATS, x, j + WIDTH).convertShape(F2D, DOUBLES, 0));
            nextC = nextC.add(FloatVector.fromArray(FLOATS, x, j + 2 * WIDTH).convertShape(F2D, DOUBLES, 0));
            nextD = nextD.add(FloatVector.fromArray(FLOATS, x, j + 3 * WIDTH).convertShape(F2D, DOUBLES, 0));
        }
        a.intoArray(sums, lane);
        b.intoArray(sums, lane + WIDTH);
        c.intoArray(sums, lane + 2 * WIDTH);
        d.intoArray(sums, lane + 3 * WIDTH);
        nextA.intoArray(next, lane);
        nextB.intoArray(next, lane + WIDTH);
        nextC.intoArray(next, lane + 2 * WIDTH);
        nextD.intoArray(next, lane + 3 * WIDTH);
    }

    /** Cuts the columns into strips and the rows into blocks; a strip of a block is the unit of work. */
    private static void sumColumns(float[] x, float[] y, Span span) {
        int inner = span.inner();
        int strip = Math.min(inner, STRIP);
        int strips = Math.ceilDiv(inner, strip);
        int rows = Math.min(span.length(), Math.max(1, ROWS_BLOCK / strip));
        int blocks = Math.ceilDiv(span.length(), rows);
        double[] parts = blocks == 1 ? new double[0] : new double[span.outer() * blocks * inner];
        int units = span.outer() * blocks * strips;
        Chunks.run(units, Math.max(1, Chunks.CHEAP / (rows * strip)), (from, to) -> {
            double[] sums = new double[Math.max(strip, WIDE)];
            for (int unit = from; unit < to; unit++) {
                int left = unit % strips * strip;
                int width = Math.min(strip, inner - left);
                int part = unit / strips;
                int o = part / blocks;
                int top = part % blocks * rows;
                sumBlock(x, span.at(o, top, left), inner, Math.min(rows, span.length() - top), width, sums);
                if (blocks == 1) {
                    round(sums, y, o * inner + left, width);
                } else {
                    System.arraycopy(sums, 0, parts, part * inner + left, width);
                }
            }
        });
        if (blocks > 1) {
            addBlocks(parts, y, blocks, inner);
        }
    }

    private static void addBlocks(double[] parts, float[] y, int blocks, int inner) {
        Chunks.run(y.length, Math.max(1, Chunks.CHEAP / blocks), (from, to) -> {
            for (int at = from; at < to; at++) {
                int first = at / inner * blocks * inner + at % inner;
                double sum = 0;
                for (int block = 0; block < blocks; block++) {
                    sum += parts[first + block * inner];
                }
                y[at] = (float) sum;
            }
        });
    }

    private static void round(double[] sums, float[] y, int at, int count) {
        for (int i = 0; i < count; i++) {
            y[at + i] = (float) sums[i];
        }
    }

    /** sums[i] = Σⱼ x[at + j·stride + i] for i below {@code width} and j below {@code rows}. */
    private static void sumBlock(float[] x, int at, int stride, int rows, int width, double[] sums) {
        if (rows * width < WIDE) {
            sumFew(x, at, stride, rows, width, sums);
            return;
        }
        int joined = width < stride ? 1 : Math.min(rows, Math.max(1, WIDE / width));
        int wide = joined * width;
        Arrays.fill(sums, 0, wide, 0);
        int row = 0;
        for (; row <= rows - joined; row += joined) {
            addTo(sums, x, at + row * stride, wide);
        }
        addTo(sums, x, at + row * stride, (rows - row) * width);
        for (int part = width; part < wide; part += width) {
            for (int i = 0; i < width; i++) {
                sums[i] += sums[part + i];
            }
        }
    }

    private static void addTo(double[] sums, float[] x, int at, int count) {
        int i = 0;
        for (; i <= count - WIDTH; i += WIDTH) {
            var v = FloatVector.fromArray(FLOATS, x, at + i).convertShape(F2D, DOUBLES, 0);
            DoubleVector.fromArray(DOUBLES, sums, i).add(v).intoArray(sums, i);
        }
        for (; i < count; i++) {
            sums[i] += x[at + i];
        }
    }

    /** Few numbers: column after column. */
    private static void sumFew(float[] x, int at, int stride, int rows, int width, double[] sums) {
        for (int i = 0; i < width; i++) {
            double sum = 0;
            for (int j = 0; j < rows; j++) {
                sum += x[at + j * stride + i];
            }
            sums[i] = sum;
        }
    }
}
