package org.gradus.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** A strip of a {@code float[]} on the Vector API; what is left over of whole vectors goes through the same operations alone. */
final class VectorStrip extends MutableStrip {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private final float[] array;

    VectorStrip(float[] array) {
        this.array = array;
    }

    private FloatVector vector(int i) {
        return FloatVector.fromArray(SPECIES, array, i);
    }

    @Override
    public MutableStrip set(Strip x) {
        System.arraycopy(((VectorStrip) x).array, ((VectorStrip) x).from(), array, from(), to() - from());
        return this;
    }

    @Override
    public MutableStrip add(double a) {
        float number = (float) a;
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            vector(i).add(number).intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = array[i] + number;
        }
        return this;
    }

    @Override
    public MutableStrip mul(double a) {
        float number = (float) a;
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            vector(i).mul(number).intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = array[i] * number;
        }
        return this;
    }

    @Override
    public MutableStrip div(double a) {
        float number = (float) a;
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            vector(i).div(number).intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = array[i] / number;
        }
        return this;
    }

    @Override
    public MutableStrip mul(Strip x) {
        float[] xs = ((VectorStrip) x).array;
        int xsShift = ((VectorStrip) x).from() - from();
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            vector(i).mul(FloatVector.fromArray(SPECIES, xs, i + xsShift)).intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = array[i] * xs[i + xsShift];
        }
        return this;
    }

    @Override
    public MutableStrip div(Strip x) {
        float[] xs = ((VectorStrip) x).array;
        int xsShift = ((VectorStrip) x).from() - from();
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            vector(i).div(FloatVector.fromArray(SPECIES, xs, i + xsShift)).intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = array[i] / xs[i + xsShift];
        }
        return this;
    }

    @Override
    public MutableStrip axpby(double alpha, Strip x, double beta) {
        float a = (float) alpha;
        float b = (float) beta;
        var vA = FloatVector.broadcast(SPECIES, a);
        float[] xs = ((VectorStrip) x).array;
        int xsShift = ((VectorStrip) x).from() - from();
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, xs, i + xsShift).fma(vA, vector(i).mul(b)).intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = Math.fma(a, xs[i + xsShift], b * array[i]);
        }
        return this;
    }

    @Override
    public MutableStrip lerp(Strip x, double w) {
        float weight = (float) w;
        return Math.abs(weight) < 0.5f ? fromHere(x, weight) : fromThere(x, weight - 1);
    }

    private MutableStrip fromHere(Strip x, float factor) {
        var vFactor = FloatVector.broadcast(SPECIES, factor);
        float[] xs = ((VectorStrip) x).array;
        int xsShift = ((VectorStrip) x).from() - from();
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, xs, i + xsShift).sub(vector(i)).fma(vFactor, vector(i)).intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = Math.fma(xs[i + xsShift] - array[i], factor, array[i]);
        }
        return this;
    }

    private MutableStrip fromThere(Strip x, float factor) {
        var vFactor = FloatVector.broadcast(SPECIES, factor);
        float[] xs = ((VectorStrip) x).array;
        int xsShift = ((VectorStrip) x).from() - from();
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, xs, i + xsShift).sub(vector(i))
                    .fma(vFactor, FloatVector.fromArray(SPECIES, xs, i + xsShift)).intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = Math.fma(xs[i + xsShift] - array[i], factor, xs[i + xsShift]);
        }
        return this;
    }

    @Override
    public MutableStrip addcmul(double a, Strip u, Strip v) {
        float number = (float) a;
        float[] us = ((VectorStrip) u).array;
        int usShift = ((VectorStrip) u).from() - from();
        float[] vs = ((VectorStrip) v).array;
        int vsShift = ((VectorStrip) v).from() - from();
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, us, i + usShift).mul(number)
                    .fma(FloatVector.fromArray(SPECIES, vs, i + vsShift), vector(i)).intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = Math.fma(number * us[i + usShift], vs[i + vsShift], array[i]);
        }
        return this;
    }

    @Override
    public MutableStrip addcdiv(double a, Strip u, Strip v) {
        float number = (float) a;
        float[] us = ((VectorStrip) u).array;
        int usShift = ((VectorStrip) u).from() - from();
        float[] vs = ((VectorStrip) v).array;
        int vsShift = ((VectorStrip) v).from() - from();
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            vector(i).add(FloatVector.fromArray(SPECIES, us, i + usShift).mul(number)
                    .div(FloatVector.fromArray(SPECIES, vs, i + vsShift))).intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = array[i] + number * us[i + usShift] / vs[i + vsShift];
        }
        return this;
    }

    @Override
    public MutableStrip sqrt() {
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            vector(i).sqrt().intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = (float) Math.sqrt(array[i]);
        }
        return this;
    }

    @Override
    public MutableStrip abs() {
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            vector(i).abs().intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = Math.abs(array[i]);
        }
        return this;
    }

    @Override
    public MutableStrip max(Strip x) {
        float[] xs = ((VectorStrip) x).array;
        int xsShift = ((VectorStrip) x).from() - from();
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            vector(i).max(FloatVector.fromArray(SPECIES, xs, i + xsShift)).intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = Math.max(array[i], xs[i + xsShift]);
        }
        return this;
    }

    @Override
    public MutableStrip clamp(double low, double high) {
        float least = (float) low;
        float most = (float) high;
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            var y = vector(i);
            y.blend(least, y.compare(VectorOperators.LT, least)).blend(most, y.compare(VectorOperators.GT, most))
                    .intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = array[i] < least ? least : array[i] > most ? most : array[i];
        }
        return this;
    }

    @Override
    public MutableStrip bySign(Strip x, double negative, double neither, double positive) {
        float[] xs = ((VectorStrip) x).array;
        int xsShift = ((VectorStrip) x).from() - from();
        float below = (float) negative;
        float above = (float) positive;
        float between = (float) neither;
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            var v = FloatVector.fromArray(SPECIES, xs, i + xsShift);
            FloatVector.broadcast(SPECIES, between).blend(below, v.compare(VectorOperators.LT, 0))
                    .blend(above, v.compare(VectorOperators.GT, 0)).intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = xs[i + xsShift] < 0 ? below : xs[i + xsShift] > 0 ? above : between;
        }
        return this;
    }

    @Override
    public MutableStrip zeroWhereNegative(Strip x) {
        float[] xs = ((VectorStrip) x).array;
        int xsShift = ((VectorStrip) x).from() - from();
        int i = from();
        for (; i <= to() - LANES; i += LANES) {
            vector(i).blend(0, FloatVector.fromArray(SPECIES, xs, i + xsShift).compare(VectorOperators.LT, 0))
                    .intoArray(array, i);
        }
        for (; i < to(); i++) {
            array[i] = xs[i + xsShift] < 0 ? 0 : array[i];
        }
        return this;
    }
}
