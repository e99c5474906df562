package org.gradus.core.kernel;

import java.util.Random;
import java.util.stream.IntStream;

/** Numbers and sizes that kernels are tested on. */
final class Samples {

    /** Zeros of both signs, infinities, NaN, the ends of the range, subnormals and a few plain numbers. */
    private static final float[] SPECIAL = {0f, -0f, 1f, -1f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
            Float.NaN,
            Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, -Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE,
            0.5f, -2.75f};

    private Samples() {}

    /** None, below, at, around and far above the lengths of vectors, and above what one task takes. */
    static IntStream sizes() {
        return IntStream.of(0, 1, 4, 6, 13, 207, 4098, 100_003);
    }

    /** Standard normal numbers. */
    static float[] normal(int length, long seed) {
        var random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Standard normal numbers, every third replaced by a special one in an order that depends on the seed. */
    static float[] withSpecial(int length, long seed) {
        var random = new Random(seed);
        float[] values = normal(length, seed);
        for (int i = 0; i < length; i += 3) {
            values[i] = SPECIAL[random.nextInt(SPECIAL.length)];
        }
        return values;
    }
}
