package org.gradus.core.random;

import org.apache.commons.math3.util.FastMath;

/**
 * Turns uniform numbers into normal ones: √(−2 ln u)·cos 2πv and √(−2 ln u)·sin 2πv are independent and normal.
 *
 * <p>Large fills go in blocks of 16: element j of the first half is u, element j + 8 is v. The float32 block evaluates
 * logarithm, sine and cosine by the Cephes polynomials in float32, each multiply-add rounded once, in the order in
 * which PyTorch's AVX2 kernel does; that is what makes the results equal to the bit. Float64 uses {@link FastMath} and,
 * for log1p, {@link StrictMath}: the same on every machine, which {@link Math} does not promise, and of the two the one
 * that more often rounds as the C library does.
 *
 * <p>Sources: G. E. P. Box and M. E. Muller, <i>A note on the generation of random normal deviates</i>, Ann. Math.
 * Statist. 29 (1958); S. L. Moshier, <i>Cephes Mathematical Library</i>, {@code logf} and {@code sinf}.
 */
final class BoxMuller {

    /** Elements of a block. */
    static final int BLOCK = 16;
    private static final int HALF = BLOCK / 2;

    private static final double TWO_PI = 2 * Math.PI;
    private static final float TWO_PI_F = (float) TWO_PI;

    private static final float FOUR_OVER_PI = 1.27323954473516f;
    // π/4 in three parts, so that the angle left after whole octants keeps its last bits.
    private static final float QUARTER_PI_1 = 0.78515625f;
    private static final float QUARTER_PI_2 = 2.4187564849853515625e-4f;
    private static final float QUARTER_PI_3 = 3.77489497744594108e-8f;

    private static final float SQRT_HALF = 0.707106781186547524f;
    // ln 2 in two parts, the first short enough that exponent × part is exact.
    private static final float LN2_1 = 0.693359375f;
    private static final float LN2_2 = -2.12194440e-4f;

    private BoxMuller() {}

    /** Replaces data[at … at+15], uniform on [0, 1), by normal numbers of the given mean and standard deviation. */
    static void transform(float[] data, int at, float mean, float std) {
        for (int j = at; j < at + HALF; j++) {
            // 1 − u lies in (0, 1], where the logarithm is finite.
            float radius = (float) Math.sqrt(-2f * log(1f - data[j]));
            float angle = TWO_PI_F * data[j + HALF];

            int octant = ((int) (angle * FOUR_OVER_PI) + 1) & ~1;
            float x = Math.fma((float) octant, -QUARTER_PI_1, angle);
            x = Math.fma((float) octant, -QUARTER_PI_2, x);
            x = Math.fma((float) octant, -QUARTER_PI_3, x);
            float nearSin = sin(x);
            float nearCos = cos(x);
            boolean swapped = (octant & 2) != 0;
            float sin = swapped ? nearCos : nearSin;
            float cos = swapped ? nearSin : nearCos;

            data[j] = Math.fma(radius * (((octant - 2) & 4) == 0 ? -cos : cos), std, mean);
            data[j + HALF] = Math.fma(radius * ((octant & 4) == 0 ? sin : -sin), std, mean);
        }
    }

    /** Replaces data[at … at+15], uniform on [0, 1), by normal numbers of the given mean and standard deviation. */
    static void transform(double[] data, int at, double mean, double std) {
        for (int j = at; j < at + HALF; j++) {
            double radius = Math.sqrt(-2 * FastMath.log(1 - data[j]));
            double angle = angle(data[j + HALF]);
            data[j] = Math.fma(radius * FastMath.cos(angle), std, mean);
            data[j + HALF] = Math.fma(radius * FastMath.sin(angle), std, mean);
        }
    }

    /** The radius √(−2 ln(1 − u)) of a single pair; log1p is from fdlibm in the C library as in StrictMath. */
    static double radius(double u) {
        return Math.sqrt(-2 * StrictMath.log1p(-u));
    }

    /** The angle 2πv. */
    static double angle(double v) {
        return TWO_PI * v;
    }

    /** ln x for a normal, positive x = 2ᵉ(1 + t), 1 + t on [√½, √2): ln x = e ln 2 + t − t²/2 + t³ p(t). */
    private static float log(float x) {
        int bits = Float.floatToRawIntBits(x);
        int exponent = (bits >>> 23) - 126;
        float mantissa = Float.intBitsToFloat(bits & 0x007fffff | 0x3f000000);
        float t = mantissa - 1f;
        if (mantissa < SQRT_HALF) {
            exponent--;
            t += mantissa;
        }
        float p = 7.0376836292E-2f;
        p = Math.fma(p, t, -1.1514610310E-1f);
        p = Math.fma(p, t, 1.1676998740E-1f);
        p = Math.fma(p, t, -1.2420140846E-1f);
        p = Math.fma(p, t, 1.4249322787E-1f);
        p = Math.fma(p, t, -1.6668057665E-1f);
        p = Math.fma(p, t, 2.0000714765E-1f);
        p = Math.fma(p, t, -2.4999993993E-1f);
        p = Math.fma(p, t, 3.3333331174E-1f);
        float square = t * t;
        float tail = Math.fma(p * t, square, exponent * LN2_2) - 0.5f * square;
        return Math.fma((float) exponent, LN2_1, t + tail);
    }

    /** cos x for |x| ≤ π/4: 1 − x²/2 + x⁴ c(x²). */
    private static float cos(float x) {
        float square = x * x;
        float c = Math.fma(2.443315711809948E-5f, square, -1.388731625493765E-3f);
        c = Math.fma(c, square, 4.166664568298827E-2f);
        return Math.fma(c * square, square, -0.5f * square) + 1f;
    }

    /** sin x for |x| ≤ π/4: x + x³ s(x²). */
    private static float sin(float x) {
        float square = x * x;
        float s = Math.fma(-1.9515295891E-4f, square, 8.3321608736E-3f);
        s = Math.fma(s, square, -1.6666654611E-1f);
        return Math.fma(s * square, x, x);
    }
}
