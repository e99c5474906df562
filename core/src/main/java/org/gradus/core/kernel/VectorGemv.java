package org.gradus.core.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.kernel.Scratch.Use;

/** Products of a matrix and a vector: every element of the matrix is read once, so that packing it could only lose time. */
final class VectorGemv {

    /** At most {@link #SUMS} floats. */
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.vectorBitSize() < 512
            ? FloatVector.SPECIES_PREFERRED
            : FloatVector.SPECIES_512;
    private static final int LANES = SPECIES.length();

    /** Elements of the matrix that are worth a task. */
    static final int TASK = 1 << 16;

    /**
     * Sums that a row's products are dealt out to in turn: as many whatever the length of the machine's vectors, for the same
     * bits on all of them.
     */
    private static final int SUMS = 16;

    /** Columns that are summed side by side. */
    private static final int WIDE = 8 * LANES;

    private VectorGemv() {}

    /** y[yAt + i] = Σ matrix[at + i·k + p] · x[xAt + p] over p below k, for i below m. */
    static void timesRows(float[] matrix, int at, int m, int k, float[] x, int xAt, float[] y, int yAt) {
        fewTimesRows(matrix, at, m, k, x, xAt, 1, y, yAt);
    }

    /**
     * y[yAt + v·m + i] = Σ matrix[at + i·k + p] · x[xAt + v·k + p] over p below k, for i below m and v below {@code vectors}:
     * rows of the matrix that have come into the cache are multiplied by all vectors.
     */
    static void fewTimesRows(float[] matrix, int at, int m, int k, float[] x, int xAt, int vectors, float[] y,
            int yAt) {
        int each = Math.max(4, Math.ceilDiv(TASK, Math.max(1, k)));
        Parallel.run(Math.ceilDiv(m, each), task -> {
            int from = task * each;
            int to = Math.min(m, from + each);
            for (int v = 0; v < vectors; v++) {
                timesRows(matrix, at, from, to, k, x, xAt + v * k, y, yAt + v * m);
            }
        });
    }

    private static void timesRows(float[] matrix, int at, int from, int to, int k, float[] x, int xAt, float[] y,
            int yAt) {
        float[] sums = Scratch.buffer(Use.TILE, 4 * SUMS);
        int i = from;
        for (; i <= to - 4; i += 4) {
            for (int lane = 0; lane < SUMS; lane += LANES) {
                sumFour(matrix, at + i * k, k, x, xAt, lane, sums);
            }
            for (int row = 0; row < 4; row++) {
                y[yAt + i + row] = finish(matrix, at + (i + row) * k, k, x, xAt, sums, row * SUMS);
            }
        }
        for (; i < to; i++) {
            for (int lane = 0; lane < SUMS; lane += LANES) {
                sumOne(matrix, at + i * k, k, x, xAt, lane, sums);
            }
            y[yAt + i] = finish(matrix, at + i * k, k, x, xAt, sums, 0);
        }
    }

    /** A vector of the interleaved sums of four rows. */
    private static void sumFour(float[] matrix, int at, int k, float[] x, int xAt, int lane, float[] sums) {
        var sum0 = FloatVector.zero(SPECIES);
        var sum1 = FloatVector.zero(SPECIES);
        var sum2 = FloatVector.zero(SPECIES);
        var sum3 = FloatVector.zero(SPECIES);
        for (int p = lane; p < k - k % SUMS; p += SUMS) {
            var v = FloatVector.fromArray(SPECIES, x, xAt + p);
            sum0 = FloatVector.fromArray(SPECIES, matrix, at + p).fma(v, sum0);
            sum1 = FloatVector.fromArray(SPECIES, matrix, at + k + p).fma(v, sum1);
            sum2 = FloatVector.fromArray(SPECIES, matrix, at + 2 * k + p).fma(v, sum2);
            sum3 = FloatVector.fromArray(SPECIES, matrix, at + 3 * k + p).fma(v, sum3);
        }
        sum0.intoArray(sums, lane);
        sum1.intoArray(sums, SUMS + lane);
        sum2.intoArray(sums, 2 * SUMS + lane);
        sum3.intoArray(sums, 3 * SUMS + lane);
    }

    /** A vector of the interleaved sums of one row. */
    private static void sumOne(float[] matrix, int at, int k, float[] x, int xAt, int lane, float[] sums) {
        var sum = FloatVector.zero(SPECIES);
        for (int p = lane; p < k - k % SUMS; p += SUMS) {
            sum = FloatVector.fromArray(SPECIES, matrix, at + p).fma(FloatVector.fromArray(SPECIES, x, xAt + p), sum);
        }
        sum.intoArray(sums, lane);
    }

    /** A row's interleaved sums added by halves, and what is left of the row after them. */
    private static float finish(float[] matrix, int at, int k, float[] x, int xAt, float[] sums, int sumsAt) {
        for (int half = SUMS / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[sumsAt + i] += sums[sumsAt + i + half];
            }
        }
        float sum = sums[sumsAt];
        for (int p = k - k % SUMS; p < k; p++) {
            sum = Math.fma(matrix[at + p], x[xAt + p], sum);
        }
        return sum;
    }

    /** y[yAt + j] = Σ x[xAt + p] · matrix[at + p·n + j] over p below k, for j below n. */
    static void timesColumns(float[] matrix, int at, int n, int k, float[] x, int xAt, float[] y, int yAt) {
        int each = Math.ceilDiv(Math.ceilDiv(TASK, Math.max(1, k)), WIDE) * WIDE;
        Parallel.run(Math.ceilDiv(n, each), task -> {
            int j = task * each;
            int end = Math.min(n, j + each);
            for (; j <= end - WIDE; j += WIDE) {
                sumWide(matrix, at + j, n, k, x, xAt, y, yAt + j);
            }
            for (; j <= end - LANES; j += LANES) {
                sumVector(matrix, at + j, n, k, x, xAt, y, yAt + j);
            }
            if (j < end && end - LANES >= task * each) {
                sumVector(matrix, at + end - LANES, n, k, x, xAt, y, yAt + end - LANES);
            } else if (j < end) {
                sumNarrow(matrix, at + j, n, k, x, xAt, y, yAt + j, end - j);
            }
        });
    }

    private static void sumWide(float[] matrix, int at, int n, int k, float[] x, int xAt, float[] y, int yAt) {
        var sum0 = FloatVector.zero(SPECIES);
        var sum1 = FloatVector.zero(SPECIES);
        var sum2 = FloatVector.zero(SPECIES);
        var sum3 = FloatVector.zero(SPECIES);
        var sum4 = FloatVector.zero(SPECIES);
        var sum5 = FloatVector.zero(SPECIES);
        var sum6 = FloatVector.zero(SPECIES);
        var sum7 = FloatVector.zero(SPECIES);
        for (int p = 0; p < k; p++) {
            var v = FloatVector.broadcast(SPECIES, x[xAt + p]);
            sum0 = FloatVector.fromArray(SPECIES, matrix, at + p * n).fma(v, sum0);
            sum1 = FloatVector.fromArray(SPECIES, matrix, at + p * n + LANES).fma(v, sum1);
            sum2 = FloatVector.fromArray(SPECIES, matrix, at + p * n + 2 * LANES).fma(v, sum2);
            sum3 = FloatVector.fromArray(SPECIES, matrix, at + p * n + 3 * LANES).fma(v, sum3);
            sum4 = FloatVector.fromArray(SPECIES, matrix, at + p * n + 4 * LANES).fma(v, sum4);
            sum5 = FloatVector.fromArray(SPECIES, matrix, at + p * n + 5 * LANES).fma(v, sum5);
            sum6 = FloatVector.fromArray(SPECIES, matrix, at + p * n + 6 * LANES).fma(v, sum6);
            sum7 = FloatVector.fromArray(SPECIES, matrix, at + p * n + 7 * LANES).fma(v, sum7);
        }
        sum0.intoArray(y, yAt);
        sum1.intoArray(y, yAt + LANES);
        sum2.intoArray(y, yAt + 2 * LANES);
        sum3.intoArray(y, yAt + 3 * LANES);
        sum4.intoArray(y, yAt + 4 * LANES);
        sum5.intoArray(y, yAt + 5 * LANES);
        sum6.intoArray(y, yAt + 6 * LANES);
        sum7.intoArray(y, yAt + 7 * LANES);
    }

    private static void sumVector(float[] matrix, int at, int n, int k, float[] x, int xAt, float[] y, int yAt) {
        var sum = FloatVector.zero(SPECIES);
        for (int p = 0; p < k; p++) {
            sum = FloatVector.fromArray(SPECIES, matrix, at + p * n)
                    .fma(FloatVector.broadcast(SPECIES, x[xAt + p]), sum);
        }
        sum.intoArray(y, yAt);
    }

    private static void sumNarrow(float[] matrix, int at, int n, int k, float[] x, int xAt, float[] y, int yAt,
            int count) {
        Arrays.fill(y, yAt, yAt + count, 0);
        for (int p = 0; p < k; p++) {
            float v = x[xAt + p];
            for (int j = 0; j < count; j++) {
                y[yAt + j] = Math.fma(v, matrix[at + p * n + j], y[yAt + j]);
            }
        }
    }
}
