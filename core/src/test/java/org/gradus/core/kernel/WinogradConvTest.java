package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.gradus.core.gradcheck.Float32Check;
import org.gradus.core.gradcheck.Float32Report;
import org.gradus.core.gradcheck.table.OpRow;
import org.gradus.core.gradcheck.table.OpTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WinogradConvTest {

    /** Errors of sums of normal numbers, in halves of float32's epsilon times the root of the number of terms. */
    private static final double UNITS = 200;

    private final Kernels<float[]> plain = new PlainFloat32Kernels();
    private final WinogradConv winograd = new WinogradConv();

    @AfterEach
    void letSizesDecide() {
        Precision.set(Precision.FAST);
        ConvPlanner.force(null);
    }

    @Test
    void convolutions_of_random_sizes_and_their_gradients_are_the_plain_ones() {
        for (int seed = 0; seed < 150; seed++) {
            var random = new Random(seed);
            assertRight("seed " + seed, geometry(1 + random.nextInt(3), 1 + random.nextInt(40), 1 + random.nextInt(40),
                    3 + random.nextInt(20), 3 + random.nextInt(30), random.nextInt(3)), seed);
        }
    }

    /** Several tasks, rows of tiles that fill vectors and that do not, blocks, and more tiles than are summed up at a time. */
    static Stream<ConvGeometry> networks() {
        return Stream.of(geometry(1, 16, 16, 64, 64, 1), geometry(2, 24, 40, 19, 67, 1),
                geometry(3, 130, 50, 14, 14, 1),
                geometry(2, 200, 210, 7, 7, 1), geometry(1, 33, 37, 70, 130, 0),
                geometry(1, 12, 20, 160, 130, 1), geometry(12, 74, 13, 28, 28, 1));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void convolutions_as_networks_have_them_are_the_plain_ones(ConvGeometry g) {
        assertRight("", g, 1);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void convolutions_have_the_same_bits_on_any_number_of_threads(ConvGeometry g) {
        float[] x = Samples.normal(g.batch() * g.channels() * g.inCells(), 1);
        float[] weight = Samples.normal(g.filters() * g.channels() * 9, 2);
        float[] u = Samples.normal(g.batch() * g.filters() * g.outCells(), 3);
        ThreadCounts.assertSameBits("conv " + g, () -> {
            float[] y = new float[u.length];
            winograd.conv(x, weight, null, false, y, g);
            return y;
        });
        ThreadCounts.assertSameBits("convInputGrad " + g, () -> {
            float[] y = new float[x.length];
            winograd.convInputGrad(u, weight, y, g);
            return y;
        });
        ThreadCounts.assertSameBits("convKernelGrad " + g, () -> {
            float[] y = new float[weight.length];
            winograd.convKernelGrad(x, u, y, g);
            return y;
        });
    }

    @Test
    void what_lies_beyond_the_image_never_reaches_it() {
        ConvGeometry g = geometry(2, 3, 4, 13, 17, 1);
        float[] x = Samples.normal(2 * 3 * 13 * 17, 1);
        float[] weight = Samples.normal(4 * 3 * 9, 2);
        float[] y = new float[2 * 4 * 13 * 17];
        winograd.conv(x, weight, null, false, y, g);
        float[] other = x.clone();
        Arrays.fill(other, x.length / 2, x.length, Float.NaN); // the second image is worthless
        float[] z = new float[y.length];
        winograd.conv(other, weight, null, false, z, g);

        for (int i = 0; i < y.length / 2; i++) {
            assertThat(z[i]).isEqualTo(y[i]);
        }
        for (int i = y.length / 2; i < y.length; i++) {
            assertThat(z[i]).isNaN();
        }
    }

    @Test
    void sizes_decide_and_strict_precision_keeps_to_sums() {
        ConvGeometry large = geometry(2, 64, 64, 28, 28, 1);
        assertThat(ConvPlanner.forward(large)).isInstanceOf(WinogradConv.class);
        assertThat(ConvPlanner.inputGrad(large)).isInstanceOf(WinogradConv.class);
        assertThat(ConvPlanner.kernelGrad(large)).isInstanceOf(WinogradConv.class);
        assertThat(ConvPlanner.forward(geometry(2, 3, 64, 28, 28, 1))).isInstanceOf(DirectConv.class);
        assertThat(ConvPlanner.inputGrad(geometry(1, 64, 64, 8, 8, 1))).isInstanceOf(DirectConv.class);
        assertThat(ConvPlanner.kernelGrad(geometry(1, 64, 64, 8, 8, 1))).isInstanceOf(GemmConv.class);

        Precision.set(Precision.STRICT);
        assertThat(ConvPlanner.forward(large)).isInstanceOf(DirectConv.class);
        assertThat(ConvPlanner.inputGrad(large)).isInstanceOf(DirectConv.class);
        assertThat(ConvPlanner.kernelGrad(large)).isInstanceOf(GemmConv.class);
    }

    static Stream<OpRow> rowsWithConvolutions() {
        return OpTable.rows().stream().filter(row -> row.name().toLowerCase(Locale.ROOT).contains("conv"));
    }

    /** Where windows are larger or strides wider than an algorithm's, products are used even so. */
    @ParameterizedTest
    @MethodSource("rowsWithConvolutions")
    void float32_agrees_with_float64_whichever_algorithm_is_forced(OpRow row) {
        for (ConvAlgorithm algorithm : List.of(winograd, new DirectConv(), new GemmConv())) {
            assertAgrees(row, algorithm);
        }
    }

    private static void assertAgrees(OpRow row, ConvAlgorithm algorithm) {
        ConvPlanner.force(algorithm);
        row.sizes().forEach(size -> {
            Float32Report report = Float32Check.check(in -> List.of(row.function().apply(in)), row.draw(1, size),
                    row.terms().applyAsInt(size), 2);
            assertThat(report.passed()).as("%s by %s, n = %s: %s", row, algorithm.getClass(), size, report).isTrue();
        });
    }

    @Test
    void what_it_cannot_do_is_left_to_products_even_when_it_is_forced() {
        ConvPlanner.force(winograd);
        WindowAxis strided = WindowAxis.of("conv", "axis", 28, 3, 2, 1, 1);
        WindowAxis wide = WindowAxis.of("conv", "axis", 28, 5, 1, 1, 1);
        WindowAxis dilated = WindowAxis.of("conv", "axis", 28, 3, 1, 1, 2);
        WindowAxis padded = WindowAxis.of("conv", "axis", 28, 3, 1, 3, 1);
        for (WindowAxis axis : new WindowAxis[]{strided, wide, dilated, padded}) {
            var g = new ConvGeometry(2, 16, 16, 1, WindowAxis.SINGLE, axis, axis);
            assertThat(ConvPlanner.forward(g)).as("%s", axis).isInstanceOf(GemmConv.class);
            assertThat(ConvPlanner.inputGrad(g)).as("%s", axis).isInstanceOf(GemmConv.class);
        }
        assertThat(winograd.canDo(geometry(1, 8000, 8000, 8, 8, 1))).as("more transformed filters than an array holds")
                .isFalse();
        ConvGeometry plain = geometry(2, 4, 4, 8, 8, 1);
        assertThat(ConvPlanner.forward(plain)).isSameAs(winograd);
    }

    private static ConvGeometry geometry(int batch, int channels, int filters, int height, int width, int padding) {
        return new ConvGeometry(batch, channels, filters, 1, WindowAxis.SINGLE,
                WindowAxis.of("conv", "height", height, 3, 1, padding, 1),
                WindowAxis.of("conv", "width", width, 3, 1, padding, 1));
    }

    private void assertRight(String what, ConvGeometry g, long seed) {
        float[] x = Samples.normal(g.batch() * g.channels() * g.inCells(), seed);
        float[] weight = Samples.normal(g.filters() * g.channels() * 9, seed + 1);
        float[] bias = Samples.normal(g.filters(), seed + 2);
        float[] u = Samples.normal(g.batch() * g.filters() * g.outCells(), seed + 3);

        float[] y = new float[u.length];
        float[] exact = new float[u.length];
        winograd.conv(x, weight, bias, false, y, g);
        plain.conv(x, weight, bias, exact, g);
        assertClose("conv " + what + g, y, exact, g.channels() * 9);
        float[] positive = new float[u.length];
        winograd.conv(x, weight, bias, true, positive, g);
        VectorElementwise.unary(UnaryFunction.RELU, y, y);
        assertThat(positive).as("convRelu " + what + g).isEqualTo(y);

        y = new float[x.length];
        exact = new float[x.length];
        winograd.convInputGrad(u, weight, y, g);
        plain.convInputGrad(u, weight, exact, g);
        assertClose("convInputGrad " + what + g, y, exact, g.filters() * 9);

        y = new float[weight.length];
        exact = new float[weight.length];
        winograd.convKernelGrad(x, u, y, g);
        plain.convKernelGrad(x, u, exact, g);
        assertClose("convKernelGrad " + what + g, y, exact, g.batch() * g.outCells());
    }

    /** Of normal numbers, the root of so many terms is what sums are of the order of. */
    private static void assertClose(String what, float[] actual, float[] exact, int terms) {
        double allowed = UNITS * 0x1p-24 * Math.max(4, Math.sqrt(terms));
        for (int i = 0; i < exact.length; i++) {
            if (!(Math.abs(actual[i] - exact[i]) <= allowed)) {
                assertThat(actual[i]).as("%s, element %s of %s, ±%s", what, i, exact.length, allowed)
                        .isEqualTo(exact[i]);
            }
        }
    }
}
