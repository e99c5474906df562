package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConvAlgorithmTest {

    private final Kernels<float[]> plain = new PlainFloat32Kernels();

    @Test
    void convolutions_of_random_geometry_and_their_gradients_are_the_plain_ones() {
        for (int seed = 0; seed < 500; seed++) {
            assertRight("seed " + seed, random(new Random(seed)), seed);
        }
    }

    @Test
    void convolutions_of_stride_1_and_their_gradients_are_the_plain_ones_straight_from_the_pixels() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var g = new ConvGeometry(1 + random.nextInt(11), 1 + random.nextInt(6), 1 + random.nextInt(30), 1,
                    WindowAxis.SINGLE, plainAxis(random), plainAxis(random));
            assertThat(new DirectConv().canDo(g)).as("seed %s: %s", seed, g).isTrue();
            assertRight("seed " + seed, g, seed);
        }
    }

    private static WindowAxis plainAxis(Random random) {
        int kernel = 1 + random.nextInt(7);
        return axis(kernel + random.nextInt(25), kernel, 1, random.nextInt(kernel), 1);
    }

    private static ConvGeometry random(Random random) {
        int groups = 1 + random.nextInt(3);
        return new ConvGeometry(random.nextInt(4), groups * (1 + random.nextInt(4)),
                groups * (1 + random.nextInt(14)), groups,
                random.nextBoolean() ? WindowAxis.SINGLE : randomAxis(random, 3), randomAxis(random, 16),
                randomAxis(random, 16));
    }

    /** Strides and paddings may be larger than the kernel, and windows may be fewer than there is room for. */
    private static WindowAxis randomAxis(Random random, int spread) {
        int kernel = 1 + random.nextInt(5);
        int dilation = 1 + random.nextInt(3);
        int padding = random.nextInt(7);
        int least = Math.max(1, dilation * (kernel - 1) + 1 - 2 * padding);
        WindowAxis all = axis(least + random.nextInt(spread), kernel, 1 + random.nextInt(6), padding, dilation);
        int fewer = random.nextInt(4) == 0 ? 1 + random.nextInt(all.out()) : all.out();
        return new WindowAxis(all.in(), kernel, all.stride(), padding, dilation, fewer);
    }

    private static WindowAxis axis(int in, int kernel, int stride, int padding, int dilation) {
        return WindowAxis.of("conv", "axis", in, kernel, stride, padding, dilation);
    }

    /** A convolution of squares. */
    private static ConvGeometry geometry(int batch, int channels, int filters, int groups, WindowAxis axis) {
        return new ConvGeometry(batch, channels, filters, groups, WindowAxis.SINGLE, axis, axis);
    }

    /** What networks are made of, several tasks each. */
    static Stream<ConvGeometry> networks() {
        return Stream.of(
                geometry(16, 1, 10, 1, axis(28, 5, 1, 0, 1)),
                geometry(16, 10, 20, 1, axis(12, 5, 1, 0, 1)),
                geometry(150, 2, 5, 1, axis(26, 4, 1, 0, 1)), // more images than parts of a batch
                geometry(150, 2, 8, 1, axis(16, 3, 1, 1, 1)),
                geometry(2, 16, 20, 1, axis(70, 3, 1, 1, 1)), // more rows than are summed up at a time
                geometry(2, 24, 40, 1, axis(19, 3, 1, 1, 1)),
                geometry(1, 3, 16, 1, axis(71, 11, 4, 2, 1)),
                geometry(3, 96, 130, 1, axis(13, 1, 1, 0, 1)),
                geometry(2, 64, 32, 1, axis(20, 1, 2, 0, 1)),
                geometry(2, 64, 64, 64, axis(23, 3, 1, 1, 1)),
                geometry(2, 60, 60, 4, axis(16, 3, 2, 1, 1)),
                geometry(24, 40, 50, 1, axis(5, 5, 1, 0, 1)),
                geometry(1, 40, 300, 1, axis(9, 9, 1, 0, 1)),
                geometry(1, 9, 5, 1, axis(3, 1, 1, 20, 1)),
                new ConvGeometry(3, 16, 24, 1, WindowAxis.SINGLE, WindowAxis.SINGLE, axis(700, 9, 1, 4, 1)),
                new ConvGeometry(2, 8, 20, 2, axis(9, 3, 1, 1, 1), axis(14, 3, 1, 1, 1), axis(13, 3, 1, 1, 1)),
                new ConvGeometry(1, 12, 30, 1, axis(8, 1, 1, 0, 1), axis(9, 1, 1, 0, 1), axis(10, 1, 1, 0, 1)),
                new ConvGeometry(1, 3, 16, 1, axis(10, 5, 2, 2, 1), axis(31, 7, 2, 3, 1), axis(33, 7, 2, 3, 1)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void convolutions_as_networks_have_them_are_the_plain_ones(ConvGeometry g) {
        assertRight("", g, 1);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void convolutions_have_the_same_bits_on_any_number_of_threads(ConvGeometry g) {
        for (ConvAlgorithm algorithm : List.of(new GemmConv(), new DirectConv())) {
            if (algorithm.canDo(g)) {
                var c = new Case(g, algorithm, 1);
                ThreadCounts.assertSameBits("conv " + g, c::conv);
                ThreadCounts.assertSameBits("convInputGrad " + g, c::inputGrad);
                ThreadCounts.assertSameBits("convKernelGrad " + g, c::kernelGrad);
            }
        }
    }

    @Test
    void an_empty_batch_gives_an_empty_output_and_no_gradient() {
        var c = new Case(geometry(0, 3, 4, 1, axis(8, 3, 1, 0, 1)), new GemmConv(), 1);
        assertThat(c.conv()).isEmpty();
        assertThat(c.inputGrad()).isEmpty();
        assertThat(c.kernelGrad()).hasSize(4 * 3 * 9).containsOnly(0);
    }

    @Test
    void without_channels_the_bias_is_all_there_is() {
        var c = new Case(geometry(2, 0, 3, 1, axis(4, 3, 1, 0, 1)), new GemmConv(), 1);
        float[] y = c.conv();
        for (int i = 0; i < y.length; i++) {
            assertThat(y[i]).isEqualTo(c.bias[i / 4 % 3]);
        }
    }

    private void assertRight(String what, ConvGeometry g, int seed) {
        for (ConvAlgorithm algorithm : List.of(new GemmConv(), new DirectConv())) {
            if (algorithm.canDo(g)) {
                assertRight(algorithm.getClass().getSimpleName() + " " + what, new Case(g, algorithm, seed));
            }
        }
    }

    private void assertRight(String what, Case c) {
        ConvGeometry g = c.g;
        assertThat(c.convRelu()).as("convRelu " + what + g).isEqualTo(c.reluOfConv());
        var absolutes = c.absolutes();
        int taps = g.groupChannels() * g.kernelCells();

        float[] exact = new float[c.y.length];
        float[] ofAbsolutes = new float[c.y.length];
        plain.conv(c.x, c.weight, c.bias, exact, g);
        plain.conv(absolutes.x, absolutes.weight, absolutes.bias, ofAbsolutes, g);
        Bound.assertClose("conv " + what + g, c.conv(), exact, ofAbsolutes, taps + 1);

        exact = new float[c.x.length];
        ofAbsolutes = new float[c.x.length];
        plain.convInputGrad(c.y, c.weight, exact, g);
        plain.convInputGrad(absolutes.y, absolutes.weight, ofAbsolutes, g);
        Bound.assertClose("convInputGrad " + what + g, c.inputGrad(), exact, ofAbsolutes,
                g.groupFilters() * g.kernelCells());

        exact = new float[c.weight.length];
        ofAbsolutes = new float[c.weight.length];
        plain.convKernelGrad(c.x, c.y, exact, g);
        plain.convKernelGrad(absolutes.x, absolutes.y, ofAbsolutes, g);
        Bound.assertClose("convKernelGrad " + what + g, c.kernelGrad(), exact, ofAbsolutes,
                g.batch() * g.outCells());
    }

    /** Operands of one geometry; y stands for the output's gradient. */
    private record Case(ConvGeometry g, ConvAlgorithm algorithm, float[] x, float[] weight, float[] bias, float[] y) {

        Case(ConvGeometry g, ConvAlgorithm algorithm, long seed) {
            this(g, algorithm, Samples.normal(g.batch() * g.channels() * g.inCells(), seed),
                    Samples.normal(g.filters() * g.groupChannels() * g.kernelCells(), seed + 1),
                    Samples.normal(g.filters(), seed + 2),
                    Samples.normal(g.batch() * g.filters() * g.outCells(), seed + 3));
        }

        Case absolutes() {
            return new Case(g, algorithm, Bound.absolutes(x), Bound.absolutes(weight), Bound.absolutes(bias),
                    Bound.absolutes(y));
        }

        float[] conv() {
            float[] result = unwritten(y.length);
            algorithm.conv(x, weight, bias, false, result, g);
            return result;
        }

        float[] convRelu() {
            float[] result = unwritten(y.length);
            algorithm.conv(x, weight, bias, true, result, g);
            return result;
        }

        float[] reluOfConv() {
            float[] result = conv();
            VectorElementwise.unary(UnaryFunction.RELU, result, result);
            return result;
        }

        float[] inputGrad() {
            float[] result = unwritten(x.length);
            algorithm.convInputGrad(y, weight, result, g);
            return result;
        }

        float[] kernelGrad() {
            float[] result = unwritten(weight.length);
            algorithm.convKernelGrad(x, y, result, g);
            return result;
        }

        private static float[] unwritten(int length) {
            float[] array = new float[length];
            Arrays.fill(array, Float.NaN);
            return array;
        }
    }
}
