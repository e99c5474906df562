package org.gradus.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many rows as a vector has lanes, turned so that a lane is a row: cell j·lanes + r is element j of row r. Whatever is
 * done along a row is then done to all of them at once, in the same order on every machine.
 */
final class SoftmaxTile {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Elements that are added among themselves before their sum is, for precision. */
    private static final int BLOCK = 32;

    private final Span span;
    private final int[] starts = new int[LANES];
    private final float[] shifted;
    private final float[] exp;
    private final float[] sum = new float[LANES];
    private int first;
    private int rows;

    SoftmaxTile(Span span) {
        this.span = span;
        this.shifted = new float[span.length() * LANES];
        this.exp = new float[span.length() * LANES];
    }

    /** Reads {@code rows} rows from number {@code first} on, and computes x − m, exp(x − m) and Σ exp(x − m) of each. */
    void read(float[] x, int first, int rows) {
        this.first = first;
        this.rows = rows;
        for (int r = 0; r < rows; r++) {
            starts[r] = span.at((first + r) / span.inner(), 0, (first + r) % span.inner());
        }
        for (int j = 0; j < span.length(); j++) {
            if (isContiguous()) {
                System.arraycopy(x, starts[0] + j * span.inner(), shifted, j * LANES, rows);
            } else {
                for (int r = 0; r < rows; r++) {
                    shifted[j * LANES + r] = x[starts[r] + j * span.inner()];
                }
            }
        }
        shift(shifted);
        VectorMath.exp(shifted, exp, 0, exp.length);
        sum(exp, sum);
    }

    /** Whether the rows' elements of one number are neighbours in memory. */
    private boolean isContiguous() {
        return starts[rows - 1] - starts[0] == rows - 1;
    }

    private static void shift(float[] cells) {
        var max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int at = 0; at < cells.length; at += LANES) {
            max = max.max(FloatVector.fromArray(SPECIES, cells, at));
        }
        for (int at = 0; at < cells.length; at += LANES) {
            FloatVector.fromArray(SPECIES, cells, at).sub(max).intoArray(cells, at);
        }
    }

    private static void sum(float[] cells, float[] sum) {
        var total = FloatVector.zero(SPECIES);
        for (int begin = 0; begin < cells.length; begin += BLOCK * LANES) {
            int end = Math.min(cells.length, begin + BLOCK * LANES);
            var part = FloatVector.zero(SPECIES);
            for (int at = begin; at < end; at += LANES) {
                part = part.add(FloatVector.fromArray(SPECIES, cells, at));
            }
            total = total.add(part);
        }
        total.intoArray(sum, 0);
    }

    /** exp(x − m) becomes the softmax. */
    void divideBySum() {
        var divisor = FloatVector.fromArray(SPECIES, sum, 0);
        for (int at = 0; at < exp.length; at += LANES) {
            FloatVector.fromArray(SPECIES, exp, at).div(divisor).intoArray(exp, at);
        }
    }

    /** x − m becomes the softmax's logarithm. */
    void subtractLogSum() {
        VectorMath.log(sum, sum, 0, LANES);
        var logSum = FloatVector.fromArray(SPECIES, sum, 0);
        for (int at = 0; at < shifted.length; at += LANES) {
            FloatVector.fromArray(SPECIES, shifted, at).sub(logSum).intoArray(shifted, at);
        }
    }

    void writeExp(float[] y) {
        write(exp, y);
    }

    void writeShifted(float[] y) {
        write(shifted, y);
    }

    private void write(float[] cells, float[] y) {
        for (int j = 0; j < span.length(); j++) {
            if (isContiguous()) {
                System.arraycopy(cells, j * LANES, y, starts[0] + j * span.inner(), rows);
            } else {
                for (int r = 0; r < rows; r++) {
                    y[starts[r] + j * span.inner()] = cells[j * LANES + r];
                }
            }
        }
    }

    /** y = log Σ exp(x − m) − (x at the label − m), for each row. */
    void writeCrossEntropy(long[] labels, float[] y) {
        VectorMath.log(sum, sum, 0, LANES);
        for (int r = 0; r < rows; r++) {
            y[first + r] = sum[r] - shifted[(int) labels[first + r] * LANES + r];
        }
    }
}
