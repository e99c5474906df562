package org.gradus.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies and adds short runs of floats, for which a call of {@code System.arraycopy} would cost more than the copy. */
final class Runs {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Half a vector, where vectors are long enough for that to be one that the machine has. */
    private static final boolean HALVES = LANES >= 8;
    private static final VectorSpecies<Float> HALF = LANES >= 16 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;

    private Runs() {}

    /** y[to + i] = x[from + i] for i below {@code count}. */
    static void copy(float[] x, int from, float[] y, int to, int count) {
        if (count > 2 * LANES) {
            System.arraycopy(x, from, y, to, count);
        } else if (count >= LANES) {
            int last = count - LANES;
            FloatVector.fromArray(SPECIES, x, from).intoArray(y, to);
            FloatVector.fromArray(SPECIES, x, from + last).intoArray(y, to + last);
        } else if (HALVES && count >= LANES / 2) {
            int last = count - LANES / 2;
            FloatVector.fromArray(HALF, x, from).intoArray(y, to);
            FloatVector.fromArray(HALF, x, from + last).intoArray(y, to + last);
        } else {
            for (int i = 0; i < count; i++) {
                y[to + i] = x[from + i];
            }
        }
    }

    /** {@link #copy} of runs of {@code count}, run i from from + offsets[first + i] to to + i · step. */
    static void copyAll(float[] x, int from, int[] offsets, int first, int count, int runs, float[] y, int to,
            int step) {
        for (int i = 0; i < runs; i++) {
            copy(x, from + offsets[first + i], y, to + i * step, count);
        }
    }

    /** {@link #copy} of {@code runs} runs that begin {@code stride} apart in x and {@code step} apart in y. */
    static void copyAll(float[] x, int from, int stride, int count, int runs, float[] y, int to, int step) {
        if (count == 2 * LANES) {
            for (int i = 0; i < runs; i++) {
                var first = FloatVector.fromArray(SPECIES, x, from + i * stride);
                var second = FloatVector.fromArray(SPECIES, x, from + i * stride + LANES);
                first.intoArray(y, to + i * step);
                second.intoArray(y, to + i * step + LANES);
            }
        } else {
            for (int i = 0; i < runs; i++) {
                copy(x, from + i * stride, y, to + i * step, count);
            }
        }
    }

    /** y[from + i] += value for i below {@code count}. */
    static void add(float value, float[] y, int from, int count) {
        int i = from;
        for (; i <= from + count - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, y, i).add(value).intoArray(y, i);
        }
        for (; i < from + count; i++) {
            y[i] += value;
        }
    }

    /** y[to + i] += x[from + i] for i below {@code count}. */
    static void add(float[] x, int from, float[] y, int to, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, x, from + i).add(FloatVector.fromArray(SPECIES, y, to + i))
                    .intoArray(y, to + i);
        }
        if (HALVES && i <= count - LANES / 2) {
            FloatVector.fromArray(HALF, x, from + i).add(FloatVector.fromArray(HALF, y, to + i))
                    .intoArray(y, to + i);
            i += LANES / 2;
        }
        for (; i < count; i++) {
            y[to + i] += x[from + i];
        }
    }

    /** {@link #add} of runs of {@code count}, run i from from + i · step to to + offsets[first + i], in that order. */
    static void addAll(float[] x, int from, int step, int count, int runs, float[] y, int to, int[] offsets,
            int first) {
        for (int i = 0; i < runs; i++) {
            add(x, from + i * step, y, to + offsets[first + i], count);
        }
    }

    /** y[to + i · step] = x[from + i · stride] for i below {@code count}. */
    static void spread(float[] x, int from, int stride, int count, float[] y, int to, int step) {
        if (stride == 1 && step == 1) {
            copy(x, from, y, to, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            y[to + i * step] = x[from + i * stride];
        }
    }

    /** y[to + i · step + j] = x[from + i + j · stride] for i below {@code count} and j below 4. */
    static void interleave(float[] x, int from, int stride, int count, float[] y, int to, int step) {
        interleave(x, from, from + stride, from + 2 * stride, from + 3 * stride, count, y, to, step);
    }

    /** y[to + i · step + j] = x[from + offsets[first + j] + i] for i below {@code count} and j below 4. */
    static void interleave(float[] x, int from, int[] offsets, int first, int count, float[] y, int to, int step) {
        interleave(x, from + offsets[first], from + offsets[first + 1], from + offsets[first + 2],
                from + offsets[first + 3], count, y, to, step);
    }

    private static void interleave(float[] x, int from0, int from1, int from2, int from3, int count, float[] y, int to,
            int step) {
        for (int i = 0; i < count; i++) {
            int at = to + i * step;
            y[at] = x[from0 + i];
            y[at + 1] = x[from1 + i];
            y[at + 2] = x[from2 + i];
            y[at + 3] = x[from3 + i];
        }
    }
}
