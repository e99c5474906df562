package org.gradus.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The functions of two numbers over contiguous runs; y may be a or b. */
final class VectorArithmetic {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorArithmetic() {}

    /** y = f(a, b), broadcast by the plan. */
    static void binary(BinaryFunction f, float[] a, float[] b, float[] y, Broadcast plan) {
        switch (f) {
            case ADD -> BroadcastWalk.run(plan, a, b, y.length,
                    (u, atU, v, atV, at, count) -> add(u, atU, v, atV, y, at, count));
            case SUB -> BroadcastWalk.run(plan, a, b, y.length,
                    (u, atU, v, atV, at, count) -> sub(u, atU, v, atV, y, at, count));
            case MUL -> BroadcastWalk.run(plan, a, b, y.length,
                    (u, atU, v, atV, at, count) -> mul(u, atU, v, atV, y, at, count));
            case DIV -> BroadcastWalk.run(plan, a, b, y.length,
                    (u, atU, v, atV, at, count) -> div(u, atU, v, atV, y, at, count));
            case WHERE_POSITIVE -> BroadcastWalk.run(plan, a, b, y.length,
                    (u, atU, v, atV, at, count) -> wherePositive(u, atU, v, atV, y, at, count));
        }
    }

    private static void add(float[] a, int atA, float[] b, int atB, float[] y, int at, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            var u = FloatVector.fromArray(SPECIES, a, atA + i);
            u.add(FloatVector.fromArray(SPECIES, b, atB + i)).intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = a[atA + i] + b[atB + i];
        }
    }

    private static void sub(float[] a, int atA, float[] b, int atB, float[] y, int at, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            var u = FloatVector.fromArray(SPECIES, a, atA + i);
            u.sub(FloatVector.fromArray(SPECIES, b, atB + i)).intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = a[atA + i] - b[atB + i];
        }
    }

    private static void mul(float[] a, int atA, float[] b, int atB, float[] y, int at, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            var u = FloatVector.fromArray(SPECIES, a, atA + i);
            u.mul(FloatVector.fromArray(SPECIES, b, atB + i)).intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = a[atA + i] * b[atB + i];
        }
    }

    private static void div(float[] a, int atA, float[] b, int atB, float[] y, int at, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            var u = FloatVector.fromArray(SPECIES, a, atA + i);
            u.div(FloatVector.fromArray(SPECIES, b, atB + i)).intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = a[atA + i] / b[atB + i];
        }
    }

    private static void wherePositive(float[] a, int atA, float[] b, int atB, float[] y, int at, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            var flat = FloatVector.fromArray(SPECIES, b, atB + i).compare(VectorOperators.LE, 0);
            FloatVector.fromArray(SPECIES, a, atA + i).blend(0, flat).intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = b[atB + i] <= 0 ? 0 : a[atA + i];
        }
    }
}
