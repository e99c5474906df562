package org.gradus.core.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The functions of one number, and y ← α·x + β·y, over whole arrays; y may be x. */
final class VectorElementwise {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorElementwise() {}

    /** y = f(x). */
    static void unary(UnaryFunction f, float[] x, float[] y) {
        Chunks.run(y.length, Chunks.CHEAP, (from, to) -> unary(f, x, y, from, to));
    }

    /** y = f(x) for the elements from {@code from} up to {@code to}; those too few for a vector go through a copy. */
    static void unary(UnaryFunction f, float[] x, float[] y, int from, int to) {
        int whole = to - (to - from) % LANES;
        vectors(f, x, y, from, whole);
        if (whole < to) {
            float[] rest = Arrays.copyOfRange(x, whole, whole + LANES);
            vectors(f, rest, rest, 0, LANES);
            System.arraycopy(rest, 0, y, whole, to - whole);
        }
    }

    private static void vectors(UnaryFunction f, float[] x, float[] y, int from, int to) {
        switch (f) {
            case NEG -> neg(x, y, from, to);
            case EXP -> VectorMath.exp(x, y, from, to);
            case LOG -> VectorMath.log(x, y, from, to);
            case TANH -> VectorMath.tanh(x, y, from, to);
            case SIGMOID -> VectorMath.sigmoid(x, y, from, to);
            case RELU -> relu(x, y, from, to);
        }
    }

    private static void neg(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i).neg().intoArray(y, i);
        }
    }

    private static void relu(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var v = FloatVector.fromArray(SPECIES, x, i);
            v.blend(0, v.compare(VectorOperators.LT, 0)).intoArray(y, i);
        }
    }

    /** y ← α·x + β·y, with one rounding for the product β·y and one for the rest. */
    static void axpby(float alpha, float[] x, float beta, float[] y) {
        Chunks.run(y.length, Chunks.CHEAP, (from, to) -> axpby(alpha, x, beta, y, from, to));
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
