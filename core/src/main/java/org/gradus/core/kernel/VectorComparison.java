package org.gradus.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The comparisons of two numbers over contiguous runs. */
final class VectorComparison {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorComparison() {}

    /** y = whether a compares so with b, broadcast by the plan. */
    static void compare(Comparison comparison, float[] a, float[] b, boolean[] y, Broadcast plan) {
        switch (comparison) {
            case EQ -> BroadcastWalk.run(plan, a, b, y.length,
                    (u, atU, v, atV, at, count) -> eq(u, atU, v, atV, y, at, count));
            case NE -> BroadcastWalk.run(plan, a, b, y.length,
                    (u, atU, v, atV, at, count) -> ne(u, atU, v, atV, y, at, count));
            case LT -> BroadcastWalk.run(plan, a, b, y.length,
                    (u, atU, v, atV, at, count) -> lt(u, atU, v, atV, y, at, count));
            case LE -> BroadcastWalk.run(plan, a, b, y.length,
                    (u, atU, v, atV, at, count) -> le(u, atU, v, atV, y, at, count));
            case GT -> BroadcastWalk.run(plan, a, b, y.length,
                    (u, atU, v, atV, at, count) -> lt(v, atV, u, atU, y, at, count));
            case GE -> BroadcastWalk.run(plan, a, b, y.length,
                    (u, atU, v, atV, at, count) -> le(v, atV, u, atU, y, at, count));
        }
    }

    private static void eq(float[] a, int atA, float[] b, int atB, boolean[] y, int at, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            var u = FloatVector.fromArray(SPECIES, a, atA + i);
            u.compare(VectorOperators.EQ, FloatVector.fromArray(SPECIES, b, atB + i)).intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = a[atA + i] == b[atB + i];
        }
    }

    private static void ne(float[] a, int atA, float[] b, int atB, boolean[] y, int at, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            var u = FloatVector.fromArray(SPECIES, a, atA + i);
            u.compare(VectorOperators.NE, FloatVector.fromArray(SPECIES, b, atB + i)).intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = a[atA + i] != b[atB + i];
        }
    }

    private static void lt(float[] a, int atA, float[] b, int atB, boolean[] y, int at, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            var u = FloatVector.fromArray(SPECIES, a, atA + i);
            u.compare(VectorOperators.LT, FloatVector.fromArray(SPECIES, b, atB + i)).intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = a[atA + i] < b[atB + i];
        }
    }

    private static void le(float[] a, int atA, float[] b, int atB, boolean[] y, int at, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            var u = FloatVector.fromArray(SPECIES, a, atA + i);
            u.compare(VectorOperators.LE, FloatVector.fromArray(SPECIES, b, atB + i)).intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = a[atA + i] <= b[atB + i];
        }
    }
}
