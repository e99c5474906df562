package org.gradus.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Softmax, its logarithm and the cross-entropy, each of which needs a row's largest element m and Σ exp(x − m).
 *
 * <p>
 * Long contiguous rows are taken one by one, in vectors along the row. All others, of few classes or of classes that stand
 * apart in memory, go through {@link SoftmaxTile}s, in which a lane is a row.
 */
final class VectorSoftmax {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** From this length on, a contiguous row is worth vectors of its own. */
    private static final int LONG = 64;
    /** Elements of a task: an exponential costs a few times what an addition does. */
    private static final int GRAIN = Chunks.CHEAP / 4;

    private VectorSoftmax() {}

    /** y = exp(x − m) / Σ exp(x − m). */
    static void softmax(float[] x, float[] y, Span span) {
        int length = span.length();
        if (isLong(span)) {
            Chunks.run(span.outer(), Math.max(1, GRAIN / length), (from, to) -> {
                var row = new Row(length);
                for (int at = from * length; at < to * length; at += length) {
                    row.read(x, at);
                    divide(row.exp, row.sum, y, at, length);
                }
            });
        } else {
            eachTile(x, span, tile -> {
                tile.divideBySum();
                tile.writeExp(y);
            });
        }
    }

    /** y = x − m − log Σ exp(x − m). */
    static void logSoftmax(float[] x, float[] y, Span span) {
        int length = span.length();
        if (isLong(span)) {
            Chunks.run(span.outer(), Math.max(1, GRAIN / length), (from, to) -> {
                var row = new Row(length);
                for (int at = from * length; at < to * length; at += length) {
                    row.read(x, at);
                    subtract(x, at, row.max, VectorMath.log(row.sum), y, at, length);
                }
            });
        } else {
            eachTile(x, span, tile -> {
                tile.subtractLogSum();
                tile.writeShifted(y);
            });
        }
    }

    /** y = log Σ exp(x − m) − (x at the label − m). */
    static void crossEntropy(float[] x, long[] labels, float[] y, Span span) {
        int length = span.length();
        if (isLong(span)) {
            Chunks.run(span.outer(), Math.max(1, GRAIN / length), (from, to) -> {
                var row = new Row(length);
                for (int o = from; o < to; o++) {
                    row.read(x, o * length);
                    y[o] = VectorMath.log(row.sum) - (x[o * length + (int) labels[o]] - row.max);
                }
            });
        } else {
            eachTile(x, span, tile -> tile.writeCrossEntropy(labels, y));
        }
    }

    private static boolean isLong(Span span) {
        return span.inner() == 1 && span.length() >= LONG;
    }

    private interface TileBody {
        void accept(SoftmaxTile tile);
    }

    private static void eachTile(float[] x, Span span, TileBody body) {
        int rows = span.outer() * span.inner();
        if (rows == 0) {
            return;
        }
        int tiles = Math.max(1, GRAIN / (Math.max(1, span.length()) * LANES));
        Chunks.run(Math.ceilDiv(rows, LANES), tiles, (from, to) -> {
            var tile = new SoftmaxTile(span);
            for (int i = from; i < to; i++) {
                tile.read(x, i * LANES, Math.min(LANES, rows - i * LANES));
                body.accept(tile);
            }
        });
    }

    /** A long row's exponentials and what is known of them. */
    private static final class Row {

        private final int length;
        private final float[] exp;
        private final double[] sums = new double[VectorSum.LANES];
        private float max;
        private float sum;

        Row(int length) {
            this.length = length;
            this.exp = new float[Math.ceilDiv(length, LANES) * LANES];
        }

        void read(float[] x, int at) {
            max = VectorArgmax.max(x, at, length);
            subtract(x, at, max, 0, exp, 0, length);
            VectorMath.exp(exp, exp, 0, exp.length);
            sum = (float) VectorSum.sum(exp, 0, length, sums);
        }
    }

    /** y = x − a − b. */
    private static void subtract(float[] x, int atX, float a, float b, float[] y, int atY, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, x, atX + i).sub(a).sub(b).intoArray(y, atY + i);
        }
        for (; i < count; i++) {
            y[atY + i] = x[atX + i] - a - b;
        }
    }

    private static void divide(float[] x, float divisor, float[] y, int atY, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i).div(divisor).intoArray(y, atY + i);
        }
        for (; i < count; i++) {
            y[atY + i] = x[i] / divisor;
        }
    }
}
