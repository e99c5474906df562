package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VectorNormalizationTest {

    private static final double EPS = 0.01;
    private static final Float64Kernels TRUTH = new Float64Kernels();

    /** Short and long runs, one and many to a group, cut into pieces or not. */
    static List<Span> spans() {
        return Stream.concat(Samples.spans().stream(), Stream.of(new Span(2, 3, 50_000), new Span(40, 3, 33),
                new Span(3000, 5, 32), new Span(8, 5, 100), new Span(1, 1, 100_003), new Span(3, 0, 40),
                new Span(700, 600, 31))).toList();
    }

    /** Numbers with mean 1000, of which float32 keeps but four decimal digits. */
    private static float[] far(Span span) {
        float[] x = Samples.normal(span.numel(), 1);
        for (int i = 0; i < x.length; i++) {
            x[i] += 1000;
        }
        return x;
    }

    private static Standardization standardization(float[] x, Span span, boolean centred) {
        return new Standardization(span, TRUTH.moments(Samples.widened(x), span, centred), EPS, centred);
    }

    @ParameterizedTest
    @MethodSource("spans")
    void moments_are_those_of_float64_also_far_from_zero(Span span) {
        float[] x = far(span);
        for (boolean centred : new boolean[]{true, false}) {
            Moments truth = TRUTH.moments(Samples.widened(x), span, centred);
            double[] both = Samples.sameOnAnyThreads(() -> {
                Moments moments = VectorNormalization.moments(x, span, centred);
                double[] all = Arrays.copyOf(moments.mean(), 2 * span.length());
                System.arraycopy(moments.variance(), 0, all, span.length(), span.length());
                return all;
            });
            for (int j = 0; j < span.length() && span.numel() > 0; j++) {
                assertThat(both[j]).isCloseTo(truth.mean()[j], within(1e-9));
                assertThat(both[span.length() + j]).isCloseTo(truth.variance()[j],
                        within(1e-10 * (1 + truth.variance()[j])));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("spans")
    void standardized_numbers_are_those_of_float64_also_far_from_zero(Span span) {
        float[] x = far(span);
        float[] weight = Samples.normal(span.length(), 2);
        float[] bias = Samples.normal(span.length(), 3);
        Standardization s = standardization(x, span, true);
        double[] truth = new double[x.length];
        for (var affine : List.of(new Affine<>(weight, bias, span.inner()), plain(span))) {
            TRUTH.standardize(Samples.widened(x), widened(affine), truth, s);
            Samples.assertClose(standardize(x, affine, s), truth, i -> 2e-6 * (1 + Math.abs(truth[i])));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void channels_of_rows_are_scaled_as_in_float64(Span span, int pixels) {
        float[] x = far(span);
        int channels = span.inner() / pixels * (span.length() % 2 == 0 ? 2 : 1);
        float[] weight = Samples.normal(channels, 2);
        Standardization s = standardization(x, span, true);
        double[] truth = new double[x.length];
        for (var affine : List.of(new Affine<>(weight, Samples.normal(channels, 3), pixels),
                new Affine<>(weight, null, pixels))) {
            TRUTH.standardize(Samples.widened(x), widened(affine), truth, s);
            Samples.assertClose(standardize(x, affine, s), truth, i -> 2e-6 * (1 + Math.abs(truth[i])));
        }
    }

    /** Rows of one number and of very many, of channels of one pixel and of more than a task takes. */
    static Stream<Arguments> rows() {
        return Stream.of(arguments(new Span(1, 5, 1), 1), arguments(new Span(1, 6, 13), 1),
                arguments(new Span(1, 3, 207), 1), arguments(new Span(1, 2, 100_003), 1),
                arguments(new Span(1, 5, 12), 3), arguments(new Span(1, 4, 300), 50),
                arguments(new Span(1, 2, 90_000), 100), arguments(new Span(1, 3, 80_000), 40_000));
    }

    private static Affine<float[]> plain(Span span) {
        return new Affine<>(null, null, span.inner());
    }

    private static Affine<double[]> widened(Affine<float[]> affine) {
        return new Affine<>(affine.weight() == null ? null : Samples.widened(affine.weight()),
                affine.bias() == null ? null : Samples.widened(affine.bias()), affine.pixels());
    }

    private static float[] standardize(float[] x, Affine<float[]> affine, Standardization s) {
        return Samples.sameOnAnyThreads(() -> {
            float[] y = new float[x.length];
            VectorNormalization.standardize(x, affine, y, s);
            return y;
        });
    }

    @ParameterizedTest
    @MethodSource("spans")
    void dot_products_are_those_of_float64(Span span) {
        float[] x = far(span);
        float[] u = Samples.normal(span.numel(), 2);
        Standardization s = standardization(x, span, true);
        double[] truth = new double[span.length()];
        TRUTH.standardizedDot(Samples.widened(u), Samples.widened(x), truth, s);
        float[] y = Samples.sameOnAnyThreads(() -> {
            float[] dots = new float[span.length()];
            VectorNormalization.standardizedDot(u, x, dots, s);
            return dots;
        });
        Samples.assertClose(y, truth, j -> 1e-7 * (Math.abs(truth[j]) + 1e-3));
    }

    @ParameterizedTest
    @MethodSource("spans")
    void gradients_are_those_of_float64(Span span) {
        float[] u = Samples.normal(span.numel(), 2);
        float[] weight = Samples.normal(span.length(), 3);
        for (boolean centred : new boolean[]{true, false}) {
            float[] x = centred ? far(span) : Samples.normal(span.numel(), 1);
            Standardization s = standardization(x, span, centred);
            double[] truth = new double[x.length];
            TRUTH.standardizeGrad(Samples.widened(u), Samples.widened(x), null, truth, s);
            Samples.assertClose(gradient(u, x, null, s), truth, i -> 2e-6 * (1 + Math.abs(truth[i])));
            TRUTH.standardizeGrad(Samples.widened(u), Samples.widened(x), Samples.widened(weight), truth, s);
            Samples.assertClose(gradient(u, x, weight, s), truth, i -> 8e-6 * (1 + Math.abs(truth[i])));
        }
    }

    private static float[] gradient(float[] u, float[] x, float[] weight, Standardization s) {
        return Samples.sameOnAnyThreads(() -> {
            float[] y = new float[x.length];
            VectorNormalization.standardizeGrad(u, x, weight, y, s);
            return y;
        });
    }

    @Test
    void equal_numbers_have_no_variance_and_no_gradient_to_the_bit() {
        for (var span : List.of(new Span(3, 2, 5), new Span(2, 2, 70), new Span(1, 4, 1))) {
            float[] x = new float[span.numel()];
            Arrays.fill(x, 0.1f);
            Moments moments = VectorNormalization.moments(x, span, true);
            assertThat(moments.mean()).containsOnly(0.1f);
            assertThat(moments.variance()).containsOnly(0);
            float[] u = new float[x.length];
            Arrays.fill(u, 0.3f);
            var s = new Standardization(span, moments, 1e-5, true);
            assertThat(gradient(u, x, null, s)).containsOnly(0);
            assertThat(standardize(x, plain(span), s)).containsOnly(0);
        }
    }

    @Test
    void a_first_number_far_from_all_others_costs_the_variance_no_digits_of_a_float() {
        for (var span : List.of(new Span(1, 1, 60_000), new Span(60_000, 1, 1))) {
            float[] x = Samples.normal(span.numel(), 4);
            x[0] = 1e9f;
            double truth = TRUTH.moments(Samples.widened(x), span, true).variance()[0];
            assertThat(VectorNormalization.moments(x, span, true).variance()[0]).isCloseTo(truth,
                    within(1e-9 * truth));
        }
    }

    @Test
    void what_is_not_finite_spoils_its_own_group_alone() {
        for (var span : List.of(new Span(2, 3, 5), new Span(2, 3, 70))) {
            for (float bad : new float[]{Float.NaN, Float.POSITIVE_INFINITY}) {
                float[] x = Samples.normal(span.numel(), 1);
                x[span.at(1, 1, 3)] = bad;
                Moments moments = VectorNormalization.moments(x, span, true);
                assertThat(moments.variance()[1]).isNaN();
                var s = new Standardization(span, moments, EPS, true);
                float[] y = standardize(x, plain(span), s);
                float[] g = gradient(x.clone(), x, null, s);
                for (int i = 0; i < x.length; i++) {
                    boolean spoilt = i / span.inner() % 3 == 1;
                    assertThat(Float.isNaN(y[i])).isEqualTo(spoilt);
                    assertThat(Float.isNaN(g[i])).isEqualTo(spoilt);
                }
            }
        }
    }

    @Test
    void groups_of_nothing_have_dot_products_of_zero() {
        var span = new Span(0, 3, 2);
        Standardization s = standardization(new float[0], span, true);
        float[] y = {7, 7, 7};
        VectorNormalization.standardizedDot(new float[0], new float[0], y, s);
        assertThat(y).containsExactly(0, 0, 0);
    }
}
