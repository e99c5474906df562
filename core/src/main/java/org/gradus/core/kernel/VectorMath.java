package org.gradus.core.kernel;

import static jdk.incubator.vector.VectorOperators.FMA;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential, the logarithm and what is made of them, over a number of elements that whole vectors make up; y may be
 * x.
 *
 * <p>
 * Written with additions, multiplications, divisions and fused multiply-adds alone, which every machine rounds alike, so
 * that results are the same bits everywhere; the JVM's own vector functions differ from one processor to the next. Each
 * is within 2 ulp of the true value, subnormal results included. Arguments are reduced to a small interval (Cody and
 * Waite, Software Manual for the Elementary Functions, 1980), where a polynomial takes over; its coefficients are those
 * of the smallest largest relative error, found with Remez' exchange algorithm (Muller, Elementary Functions, 3rd ed.,
 * 2016, chapter 3) and rounded to floats.
 *
 * <p>
 * Every formula stands within its loop, and what shares one makes several passes over a chunk: a method that takes or
 * gives a vector is one the JIT compiler may decide to call, which costs an object a vector.
 */
final class VectorMath {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Elements whose intermediate values stay in the nearest cache. */
    private static final int CHUNK = 1024;

    /** The first 16 bits of ln 2: taking multiples of it from a float leaves an exact remainder. */
    private static final float LN2_HIGH = Float.intBitsToFloat(Float.floatToRawIntBits((float) Math.log(2)) & -0x100);
    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);
    private static final float LOG2_E = (float) (1 / Math.log(2));

    /** Added to a float below 2²², leaves its nearest integer in the lowest bits of the sum. */
    private static final float ROUNDER = 0x1.8p23f;
    private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
    private static final int MANTISSA_BITS = 23;
    private static final int ONE_BITS = Float.floatToRawIntBits(1f);
    private static final int HALF_SQRT2_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));

    private VectorMath() {}

    /** eˣ = 2ⁿ·eʳ with n = x / ln 2 rounded, |r| ≤ ln 2 / 2, and eʳ = 1 + r + r²·P(r). */
    static void exp(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var v = FloatVector.fromArray(SPECIES, x, i);
            var rounded = FloatVector.broadcast(SPECIES, LOG2_E).lanewise(FMA, v, ROUNDER);
            var n = rounded.sub(ROUNDER);
            var r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, v));
            var p = FloatVector.broadcast(SPECIES, 0.00138144672f).lanewise(FMA, r, 0.00836878084f);
            p = p.lanewise(FMA, r, 0.0416683927f);
            p = p.lanewise(FMA, r, 0.166665196f);
            p = p.lanewise(FMA, r, 0.49999994f);
            p = p.fma(r.mul(r), r).add(1);
            // 2ⁿ may be subnormal or above the range of floats, but not its halves: the last product alone rounds.
            var exponent = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
            var half = exponent.lanewise(VectorOperators.ASHR, 1);
            var rest = exponent.sub(half);
            p = p.mul(half.lanewise(VectorOperators.LSHL, MANTISSA_BITS).add(ONE_BITS).reinterpretAsFloats());
            p = p.mul(rest.lanewise(VectorOperators.LSHL, MANTISSA_BITS).add(ONE_BITS).reinterpretAsFloats());
            p = p.blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.GT, 89));
            p.blend(0, v.compare(VectorOperators.LT, -104)).intoArray(y, i);
        }
    }

    /** ln x = k·ln 2 + ln(1 + f) with √½ ≤ 1 + f &lt; √2, and ln(1 + f) = f − f²/2 + f³·P(f). */
    static void log(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var v = FloatVector.fromArray(SPECIES, x, i);
            var subnormal = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
            var fromHalfSqrt2 = v.mul(0x1p25f, subnormal).reinterpretAsInts().sub(HALF_SQRT2_BITS);
            var exponent = fromHalfSqrt2.lanewise(VectorOperators.ASHR, MANTISSA_BITS);
            var k = ((FloatVector) exponent.convert(VectorOperators.I2F, 0)).sub(25, subnormal);
            var mantissa = fromHalfSqrt2.and((1 << MANTISSA_BITS) - 1).add(HALF_SQRT2_BITS);
            var f = mantissa.reinterpretAsFloats().sub(1);
            var p = FloatVector.broadcast(SPECIES, 0.0674660131f).lanewise(FMA, f, -0.116796538f);
            p = p.lanewise(FMA, f, 0.118903227f);
            p = p.lanewise(FMA, f, -0.124051355f);
            p = p.lanewise(FMA, f, 0.142192245f);
            p = p.lanewise(FMA, f, -0.166680068f);
            p = p.lanewise(FMA, f, 0.200021341f);
            p = p.lanewise(FMA, f, -0.250000089f);
            p = p.lanewise(FMA, f, 0.333333135f);
            p = p.lanewise(FMA, f, -0.5f);
            p = k.lanewise(FMA, LN2_LOW, p.fma(f.mul(f), f));
            p = k.lanewise(FMA, LN2_HIGH, p);
            p = p.blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
            p = p.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0));
            p.blend(Float.NaN, v.compare(VectorOperators.GE, 0).not()).intoArray(y, i);
        }
    }

    /** ln x, one number alone. */
    static float log(float x) {
        float[] lanes = new float[LANES];
        lanes[0] = x;
        log(lanes, lanes, 0, LANES);
        return lanes[0];
    }

    /** tanh x = x + x³·P(x²) for 0 ≤ x &lt; 0.625, 1 − 2 / (e²ˣ + 1) beyond, and −tanh(−x) for negative x. */
    static void tanh(float[] x, float[] y, int from, int to) {
        float[] e = new float[Math.min(CHUNK, to - from)];
        for (int at = from; at < to; at += CHUNK) {
            int count = Math.min(CHUNK, to - at);
            twiceTheSize(x, at, e, count);
            exp(e, e, 0, count);
            tanhFromExp(x, e, y, at, count);
        }
    }

    private static void twiceTheSize(float[] x, int at, float[] y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector.fromArray(SPECIES, x, at + i).abs().mul(2).intoArray(y, i);
        }
    }

    private static void tanhFromExp(float[] x, float[] e, float[] y, int at, int count) {
        for (int i = 0; i < count; i += LANES) {
            var v = FloatVector.fromArray(SPECIES, x, at + i);
            var size = v.abs();
            var square = v.mul(v);
            var near = FloatVector.broadcast(SPECIES, -0.00570498733f).lanewise(FMA, square, 0.020639088f);
            near = near.lanewise(FMA, square, -0.0537397154f);
            near = near.lanewise(FMA, square, 0.133314416f);
            near = near.lanewise(FMA, square, -0.333332807f);
            near = near.fma(square.mul(size), size);
            var ratio = FloatVector.broadcast(SPECIES, 2).div(FloatVector.fromArray(SPECIES, e, i).add(1));
            var far = FloatVector.broadcast(SPECIES, 1).sub(ratio);
            var positive = near.blend(far, size.compare(VectorOperators.GE, 0.625f)).reinterpretAsInts();
            var sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
            positive.or(sign).reinterpretAsFloats().intoArray(y, at + i);
        }
    }

    /** q = 1 / (1 + e⁻ˣ) for x ≥ 0; below, where e⁻ˣ could overflow, eˣ − eˣ·q with q = eˣ / (1 + eˣ). */
    static void sigmoid(float[] x, float[] y, int from, int to) {
        float[] e = new float[Math.min(CHUNK, to - from)];
        for (int at = from; at < to; at += CHUNK) {
            int count = Math.min(CHUNK, to - at);
            minusTheSize(x, at, e, count);
            exp(e, e, 0, count);
            sigmoidFromExp(x, e, y, at, count);
        }
    }

    private static void minusTheSize(float[] x, int at, float[] y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector.fromArray(SPECIES, x, at + i).abs().neg().intoArray(y, i);
        }
    }

    private static void sigmoidFromExp(float[] x, float[] e, float[] y, int at, int count) {
        for (int i = 0; i < count; i += LANES) {
            var negative = FloatVector.fromArray(SPECIES, x, at + i).compare(VectorOperators.LT, 0);
            var v = FloatVector.fromArray(SPECIES, e, i);
            var q = FloatVector.broadcast(SPECIES, 1).blend(v, negative).div(v.add(1));
            q.blend(q.neg().fma(v, v), negative).intoArray(y, at + i);
        }
    }
}
