package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VectorMaxPoolTest {

    private static final float[] TIES = {0f, -0f, 1f, 2f, -1f, 3f, Float.NaN, Float.NEGATIVE_INFINITY,
            Float.POSITIVE_INFINITY};

    private final Kernels<float[]> plain = new PlainFloat32Kernels();

    @Test
    void winners_of_random_geometry_are_the_plain_ones_with_ties_and_nan() {
        for (int seed = 0; seed < 1500; seed++) {
            var random = new Random(seed);
            var g = new Pool2dGeometry(random.nextInt(4), randomAxis(random), randomAxis(random));
            assertSame("seed " + seed, withTies(random, g.planes() * g.inPlane()), g);
        }
    }

    @Test
    void winners_of_windows_that_cover_images_evenly_are_the_plain_ones_with_ties_and_nan() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            PoolAxis height = PoolAxis.adaptive(1 + random.nextInt(20), 1 + random.nextInt(12));
            PoolAxis width = PoolAxis.adaptive(1 + random.nextInt(60), 1 + random.nextInt(40));
            var g = new Pool2dGeometry(random.nextInt(4), height, width);
            assertSame("seed " + seed, withTies(random, g.planes() * g.inPlane()), g);
        }
    }

    @Test
    void winners_of_windows_that_halve_images_are_the_plain_ones_with_ties_and_nan() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            WindowAxis height = WindowAxis.of("maxPool2d", "axis", 2 + random.nextInt(12), 2, 2, 0, 1);
            WindowAxis width = WindowAxis.of("maxPool2d", "axis", 2 + random.nextInt(100), 2, 2, 0, 1);
            var g = new Pool2dGeometry(random.nextInt(6), height, width);
            assertSame("seed " + seed, withTies(random, g.planes() * g.inPlane()), g);
        }
    }

    @Test
    void halved_gradients_of_minus_zero_are_zero_wherever_they_lie() {
        var g = square(2, 80, 2, 2);
        float[] gradient = new float[2 * g.outPlane()];
        Arrays.fill(gradient, -0f);
        float[] put = new float[2 * g.inPlane()];

        VectorMaxPool.put(gradient, VectorMaxPool.maxPool2d(new float[put.length], g), put);

        assertThat(put).containsOnly(0f);
    }

    private static float[] withTies(Random random, int length) {
        float[] x = new float[length];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextBoolean() ? TIES[random.nextInt(TIES.length)] : random.nextFloat();
        }
        return x;
    }

    /** Every window has a cell inside the input. */
    private static WindowAxis randomAxis(Random random) {
        int kernel = 1 + random.nextInt(5);
        int dilation = 1 + random.nextInt(3);
        int padding = dilation == 1 ? random.nextInt(kernel / 2 + 1) : 0;
        int in = dilation * (kernel - 1) + 1 + random.nextInt(60);
        int stride = 1 + random.nextInt(4);
        return dilation == 1 && random.nextBoolean()
                ? WindowAxis.ceil("maxPool2d", "axis", in, kernel, stride, padding, dilation)
                : WindowAxis.of("maxPool2d", "axis", in, kernel, stride, padding, dilation);
    }

    private static Pool2dGeometry square(int planes, int in, int kernel, int stride) {
        var axis = WindowAxis.of("maxPool2d", "axis", in, kernel, stride, 0, 1);
        return new Pool2dGeometry(planes, axis, axis);
    }

    private void assertSame(String what, float[] x, Pool2dGeometry g) {
        Winners expected = plain.maxPool2d(x, g);
        Winners winners = VectorMaxPool.maxPool2d(x, g);
        int windows = g.planes() * g.outPlane();
        assertThat(IntStream.range(0, windows).map(winners::at).toArray()).as("winners, %s %s", what, g)
                .isEqualTo(IntStream.range(0, windows).map(expected::at).toArray());

        float[] taken = new float[windows];
        float[] y = new float[windows];
        plain.take(x, expected, taken);
        VectorMaxPool.take(x, winners, y);
        assertThat(y).as("take, %s %s", what, g).isEqualTo(taken);

        float[] gradient = wholeNumbers(windows);
        float[] exact = new float[x.length];
        float[] put = new float[x.length];
        plain.put(gradient, expected, exact);
        VectorMaxPool.put(gradient, winners, put);
        assertThat(put).as("put, %s %s", what, g).isEqualTo(exact);
    }

    /** Numbers whose sums are exact in float32. */
    private static float[] wholeNumbers(int length) {
        var random = new Random(length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextInt(100) - 50;
        }
        return values;
    }

    @Test
    void windows_of_more_than_256_cells_keep_their_winners() {
        var g = square(3, 40, 17, 4);
        assertSame("", Samples.normal(3 * g.inPlane(), 1), g);
    }

    @Test
    void many_planes_have_the_same_bits_on_any_number_of_threads() {
        var g = square(300, 25, 3, 2);
        float[] x = Samples.normal(300 * g.inPlane(), 1);
        float[] gradient = Samples.normal(300 * g.outPlane(), 2);
        ThreadCounts.assertSameBits("take", () -> {
            float[] y = new float[gradient.length];
            VectorMaxPool.take(x, VectorMaxPool.maxPool2d(x, g), y);
            return y;
        });
        ThreadCounts.assertSameBits("put", () -> {
            float[] y = new float[x.length];
            VectorMaxPool.put(gradient, VectorMaxPool.maxPool2d(x, g), y);
            return y;
        });
    }
}
