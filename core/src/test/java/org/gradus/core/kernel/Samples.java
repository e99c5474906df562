package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Numbers and sizes that kernels are tested on, and how results are compared. */
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

    /** Contiguous rows, short and long, rows that stand apart, narrow and wide, and more than one task takes of each. */
    static List<Span> spans() {
        return List.of(new Span(0, 3, 2), new Span(3, 1, 1), new Span(1, 1, 1), new Span(64, 10, 1), new Span(7, 31, 1),
                new Span(5, 32, 1), new Span(5, 207, 1), new Span(2, 4098, 1), new Span(1, 100_003, 1),
                new Span(10_007, 13, 1), new Span(600, 100, 1), new Span(4, 6, 2), new Span(1, 13, 10),
                new Span(3, 207, 3), new Span(2, 40, 70), new Span(1, 50_000, 2), new Span(1, 300, 1100),
                new Span(9, 4, 4098), new Span(1, 2, 100_003), new Span(20_000, 2, 3));
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

    /** Numbers from 0 up to {@code end}. */
    static long[] indices(int length, int end, long seed) {
        var random = new Random(seed);
        return IntStream.range(0, length).mapToLong(_ -> random.nextInt(end)).toArray();
    }

    /** The same numbers as doubles. */
    static double[] widened(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    /** By how many units in the last place of the true value's float a result is off; 0 for NaN where NaN is due. */
    static double ulps(float result, double truth) {
        if (Double.isNaN(truth) || Float.isNaN(result)) {
            return Double.isNaN(truth) && Float.isNaN(result) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (Float.isInfinite(result) || Float.isInfinite((float) truth)) {
            return Math.abs((long) ordinal(result) - ordinal((float) truth));
        }
        return Math.abs(result - truth) / Math.ulp((float) truth);
    }

    /** Holds each result to the truth within a tolerance that may depend on its place. */
    static void assertClose(float[] results, double[] truth, IntToDoubleFunction tolerance) {
        assertThat(results).hasSameSizeAs(truth);
        for (int i = 0; i < truth.length; i++) {
            if (!(Math.abs(results[i] - truth[i]) <= tolerance.applyAsDouble(i))) {
                assertThat((double) results[i]).as("number %s", i).isCloseTo(truth[i],
                        within(tolerance.applyAsDouble(i)));
            }
        }
    }

    /** Floats in their order: neighbours' numbers differ by one. */
    private static int ordinal(float value) {
        int bits = Float.floatToIntBits(value);
        return bits >= 0 ? bits : Integer.MIN_VALUE - bits;
    }

    /** Holds a check on many random inputs, of which a failing one is named by its seed. */
    static void property(int trials, Consumer<Random> check) {
        for (long seed = 0; seed < trials; seed++) {
            try {
                check.accept(new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** Computes on 1, 2 and 3 threads, and wants the same bits each time. */
    static <A> A sameOnAnyThreads(Supplier<A> computation) {
        int threads = Parallel.getNumThreads();
        try {
            Parallel.setNumThreads(1);
            A expected = computation.get();
            for (int count = 2; count <= 3; count++) {
                Parallel.setNumThreads(count);
                assertThat(computation.get()).as("on %s threads", count).isEqualTo(expected);
            }
            return expected;
        } finally {
            Parallel.setNumThreads(threads);
        }
    }
}
