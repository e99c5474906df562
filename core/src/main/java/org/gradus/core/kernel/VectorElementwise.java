package org.gradus.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Element by element over whole arrays, in tasks of a fixed number of elements. */
final class VectorElementwise {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TASK = 32 * 1024;

    private VectorElementwise() {}

    static void unary(UnaryFunction f, float[] x, float[] y) {
        if (y.length <= TASK) {
            unary(f, x, y, 0, y.length);
        } else {
            Parallel.run(Math.ceilDiv(y.length, TASK),
                    task -> unary(f, x, y, task * TASK, Math.min(y.length, task * TASK + TASK)));
        }
    }

    private static void unary(UnaryFunction f, float[] x, float[] y, int from, int to) {
        switch (f) {
            case NEG -> neg(x, y, from, to);
            case RELU -> relu(x, y, from, to);
            case EXP, LOG, TANH, SIGMOID -> throw new AssertionError(f);
        }
    }

    private static void neg(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i).neg().intoArray(y, i);
        }
        if (i < to) {
            VectorMask<Float> tail = SPECIES.indexInRange(i, to);
            FloatVector.fromArray(SPECIES, x, i, tail).neg().intoArray(y, i, tail);
        }
    }

    private static void relu(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            var v = FloatVector.fromArray(SPECIES, x, i);
            v.blend(0, v.compare(VectorOperators.LE, 0)).intoArray(y, i);
        }
        if (i < to) {
            VectorMask<Float> tail = SPECIES.indexInRange(i, to);
            var v = FloatVector.fromArray(SPECIES, x, i, tail);
            v.blend(0, v.compare(VectorOperators.LE, 0)).intoArray(y, i, tail);
        }
    }

    /** y = f(a, b), all of the same length. */
    static void binary(BinaryFunction f, float[] a, float[] b, float[] y) {
        if (y.length <= TASK) {
            binary(f, a, b, y, 0, y.length);
        } else {
            Parallel.run(Math.ceilDiv(y.length, TASK),
                    task -> binary(f, a, b, y, task * TASK, Math.min(y.length, task * TASK + TASK)));
        }
    }

    private static void binary(BinaryFunction f, float[] a, float[] b, float[] y, int from, int to) {
        switch (f) {
            case ADD -> add(a, b, y, from, to);
            case SUB -> sub(a, b, y, from, to);
            case MUL -> mul(a, b, y, from, to);
            case DIV -> div(a, b, y, from, to);
            case WHERE_POSITIVE -> wherePositive(a, b, y, from, to);
        }
    }

    private static void add(float[] a, float[] b, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, a, i).add(FloatVector.fromArray(SPECIES, b, i)).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = a[i] + b[i];
        }
    }

    private static void sub(float[] a, float[] b, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, a, i).sub(FloatVector.fromArray(SPECIES, b, i)).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = a[i] - b[i];
        }
    }

    private static void mul(float[] a, float[] b, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, a, i).mul(FloatVector.fromArray(SPECIES, b, i)).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = a[i] * b[i];
        }
    }

    private static void div(float[] a, float[] b, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, a, i).div(FloatVector.fromArray(SPECIES, b, i)).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = a[i] / b[i];
        }
    }

    private static void wherePositive(float[] a, float[] b, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            var vb = FloatVector.fromArray(SPECIES, b, i);
            FloatVector.fromArray(SPECIES, a, i).blend(0, vb.compare(VectorOperators.LE, 0)).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = b[i] <= 0 ? 0 : a[i];
        }
    }

    /** y ← α·x + β·y, with one rounding for the product β·y and one for the rest. */
    static void axpby(float alpha, float[] x, float beta, float[] y) {
        if (y.length <= TASK) {
            axpby(alpha, x, beta, y, 0, y.length);
        } else {
            Parallel.run(Math.ceilDiv(y.length, TASK),
                    task -> axpby(alpha, x, beta, y, task * TASK, Math.min(y.length, task * TASK + TASK)));
        }
    }

    private static void axpby(float alpha, float[] x, float beta, float[] y, int from, int to) {
        var vAlpha = FloatVector.broadcast(SPECIES, alpha);
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            var scaled = FloatVector.fromArray(SPECIES, y, i).mul(beta);
            FloatVector.fromArray(SPECIES, x, i).fma(vAlpha, scaled).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = Math.fma(alpha, x[i], beta * y[i]);
        }
    }
}
