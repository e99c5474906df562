package org.gradus.core.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.kernel.Scratch.Use;

/** Products of a matrix and a vector: every element of the matrix is read once, so that packing it could only lose time. */
final class VectorGemv {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Elements of the matrix that are worth a task. */
    static final int TASK = 1 << 16;

    /** Columns that are summed side by side. */
    private static final int WIDE = 8 * LANES;

    private VectorGemv() {}

    /** y[yAt + i] = Σ matrix[at + i·k + p] · x[xAt + p] over p below k, for i below m. */
    static void timesRows(float[] matrix, int at, int m, int k, float[] x, int xAt, float[] y, int yAt) {
        int each = Math.max(4, Math.ceilDiv(TASK, Math.max(1, k)));
        Parallel.run(Math.ceilDiv(m, each), task -> {
            float[] lanes = Scratch.buffer(Use.TILE, 4 * LANES);
            int end = Math.min(m, (task + 1) * each);
            int i = task * each;
            for (; i <= end - 4; i += 4) {
                dotFour(matrix, at + i * k, k, x, xAt, y, yAt + i, lanes);
            }
            for (; i < end; i++) {
                y[yAt + i] = dot(matrix, at + i * k, k, x, xAt, lanes);
            }
        });
    }

    private static void dotFour(float[] matrix, int at, int k, float[] x, int xAt, float[] y, int yAt, float[] lanes) {
        var sum0 = FloatVector.zero(SPECIES);
        var sum1 = FloatVector.zero(SPECIES);
        var sum2 = FloatVector.zero(SPECIES);
        var sum3 = FloatVector.zero(SPECIES);
        int end = SPECIES.loopBound(k);
        for (int p = 0; p < end; p += LANES) {
            var v = FloatVector.fromArray(SPECIES, x, xAt + p);
            sum0 = FloatVector.fromArray(SPECIES, matrix, at + p).fma(v, sum0);
            sum1 = FloatVector.fromArray(SPECIES, matrix, at + k + p).fma(v, sum1);
            sum2 = FloatVector.fromArray(SPECIES, matrix, at + 2 * k + p).fma(v, sum2);
            sum3 = FloatVector.fromArray(SPECIES, matrix, at + 3 * k + p).fma(v, sum3);
        }
        sum0.intoArray(lanes, 0);
        sum1.intoArray(lanes, LANES);
        sum2.intoArray(lanes, 2 * LANES);
        sum3.intoArray(lanes, 3 * LANES);
        for (int i = 0; i < 4; i++) {
            float sum = sum(lanes, i * LANES);
            for (int p = end; p < k; p++) {
                sum = Math.fma(matrix[at + i * k + p], x[xAt + p], sum);
            }
            y[yAt + i] = sum;
        }
    }

    private static float dot(float[] matrix, int at, int k, float[] x, int xAt, float[] lanes) {
        var sum0 = FloatVector.zero(SPECIES);
        var sum1 = FloatVector.zero(SPECIES);
        var sum2 = FloatVector.zero(SPECIES);
        var sum3 = FloatVector.zero(SPECIES);
        int p = 0;
        for (; p <= k - 4 * LANES; p += 4 * LANES) {
            sum0 = FloatVector.fromArray(SPECIES, matrix, at + p)
                    .fma(FloatVector.fromArray(SPECIES, x, xAt + p), sum0);
            sum1 = FloatVector.fromArray(SPECIES, matrix, at + p + LANES)
                    .fma(FloatVector.fromArray(SPECIES, x, xAt + p + LANES), sum1);
            sum2 = FloatVector.fromArray(SPECIES, matrix, at + p + 2 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, x, xAt + p + 2 * LANES), sum2);
            sum3 = FloatVector.fromArray(SPECIES, matrix, at + p + 3 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, x, xAt + p + 3 * LANES), sum3);
        }
        sum0.add(sum1).add(sum2.add(sum3)).intoArray(lanes, 0);
        float sum = sum(lanes, 0);
        for (; p < k; p++) {
            sum = Math.fma(matrix[at + p], x[xAt + p], sum);
        }
        return sum;
    }

    /** The sum of one vector's lanes, by halves: {@code reduceLanes} may take another order once it is compiled. */
    private static float sum(float[] lanes, int at) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[at + i] += lanes[at + i + half];
            }
        }
        return lanes[at];
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
