package org.gradus.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies and adds short runs of floats, for which a call of {@code System.arraycopy} would cost more than the copy. */
final class Runs {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private Runs() {}

    /** y[to + i] = x[from + i] for i below {@code count}. */
    static void copy(float[] x, int from, float[] y, int to, int count) {
        if (count < LANES) {
            for (int i = 0; i < count; i++) {
                y[to + i] = x[from + i];
            }
            return;
        }
        int last = count - LANES;
        for (int i = 0; i < last; i += LANES) {
            FloatVector.fromArray(SPECIES, x, from + i).intoArray(y, to + i);
        }
        FloatVector.fromArray(SPECIES, x, from + last).intoArray(y, to + last);
    }

    /** y[to + i] += x[from + i] for i below {@code count}. */
    static void add(float[] x, int from, float[] y, int to, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, x, from + i).add(FloatVector.fromArray(SPECIES, y, to + i))
                    .intoArray(y, to + i);
        }
        for (; i < count; i++) {
            y[to + i] += x[from + i];
        }
    }

    /** y[to + i] = 0 for i below {@code count}. */
    static void clear(float[] y, int to, int count) {
        for (int i = 0; i < count; i++) {
            y[to + i] = 0;
        }
    }
}
