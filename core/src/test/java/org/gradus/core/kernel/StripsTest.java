package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StripsTest {

    private static final int[] LENGTHS = {0, 1, 4, 6, 13, 207, 1024, 1025, 4098, 70_001};
    private static final Kernels<float[]> VECTOR = new VectorKernels();
    private static final Kernels<float[]> PLAIN = new PlainFloat32Kernels();

    /** Every formula, as y ← f(y, x, u). */
    static Stream<Arguments> formulas() {
        return Stream.of(
                formula("set", (y, x, _) -> y.set(x)),
                formula("add", (y, _, _) -> y.add(0.3)),
                formula("mul by a number", (y, _, _) -> y.mul(0.3)),
                formula("div by a number", (y, _, _) -> y.div(0.3)),
                formula("mul", (y, x, _) -> y.mul(x)),
                formula("div", (y, x, _) -> y.div(x)),
                formula("axpby", (y, x, _) -> y.axpby(0.3, x, -0.7)),
                formula("lerp with a small weight", (y, x, _) -> y.lerp(x, 0.1)),
                formula("lerp with a large weight", (y, x, _) -> y.lerp(x, 0.9)),
                formula("addcmul", (y, x, u) -> y.addcmul(0.3, x, u)),
                formula("addcdiv", (y, x, u) -> y.addcdiv(0.3, x, u)),
                formula("sqrt", (y, _, _) -> y.sqrt()),
                formula("abs", (y, _, _) -> y.abs()),
                formula("max", (y, x, _) -> y.max(x)),
                formula("clamp", (y, _, _) -> y.clamp(-0.5, 0.25)),
                formula("bySign", (y, x, _) -> y.bySign(x, 1, 2, 3)),
                formula("zeroWhereNegative", (y, x, _) -> y.zeroWhereNegative(x)));
    }

    private interface Formula {
        MutableStrip apply(MutableStrip y, Strip x, Strip u);
    }

    private static Arguments formula(String name, Formula formula) {
        StripRule rule = strips -> formula.apply(strips.changed(0), strips.read(0), strips.read(1));
        return Arguments.of(name, rule);
    }

    private static float[] apply(Kernels<float[]> kernels, StripRule rule, float[] y, float[]... read) {
        float[] result = y.clone();
        kernels.apply(rule, List.of(result), List.of(read), result.length);
        return result;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formulas")
    void vectorised_formulas_are_the_plain_ones_to_a_rounding_or_two(String name, StripRule rule) {
        for (int length : LENGTHS) {
            float[] y = Samples.normal(length, 1);
            float[] x = Samples.normal(length, 2);
            float[] u = Samples.normal(length, 3);
            float[] expected = apply(PLAIN, rule, y, x, u);
            float[] actual = apply(VECTOR, rule, y, x, u);
            for (int i = 0; i < length; i++) {
                float terms = 1 + Math.abs(y[i]) + Math.abs(x[i] * u[i]) + Math.abs(x[i] / u[i]) + Math.abs(x[i]);
                float difference = Math.abs(actual[i] - expected[i]);
                assertThat(difference <= 2 * Math.ulp(4 * terms) || Float.compare(actual[i], expected[i]) == 0)
                        .as("%s of %s: %s is not %s", i, length, actual[i], expected[i]).isTrue();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formulas")
    void what_is_left_over_of_whole_vectors_is_rounded_like_them(String name, StripRule rule) {
        float[] y = Samples.normal(64, 1);
        float[] x = Samples.normal(64, 2);
        float[] u = Samples.normal(64, 3);
        float[] whole = apply(VECTOR, rule, y, x, u);
        for (int i = 0; i < 64; i++) {
            float[] one = apply(VECTOR, rule, new float[]{y[i]}, new float[]{x[i]}, new float[]{u[i]});
            assertThat(Float.floatToIntBits(one[0])).isEqualTo(Float.floatToIntBits(whole[i]));
        }
    }

    @Test
    void exceptional_numbers_are_treated_alike_by_both() {
        float[] numbers = {0, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1, -1, 1e30f};
        float[] y = new float[64];
        float[] x = new float[64];
        for (int i = 0; i < 64; i++) {
            y[i] = numbers[i % 8];
            x[i] = numbers[i / 8];
        }
        List<StripRule> rules = new ArrayList<>();
        formulas().forEach(formula -> rules.add((StripRule) formula.get()[1]));
        for (StripRule rule : rules) {
            float[] expected = apply(PLAIN, rule, y, x, x);
            float[] actual = apply(VECTOR, rule, y, x, x);
            for (int i = 0; i < 64; i++) {
                assertThat(actual[i] == expected[i] || Float.isNaN(actual[i]) && Float.isNaN(expected[i])
                        || Math.abs(actual[i] - expected[i]) <= 1e-6f * Math.max(1, Math.abs(expected[i])))
                        .as("y = %s, x = %s: %s is not %s", y[i], x[i], actual[i], expected[i]).isTrue();
            }
        }
    }

    @Test
    void signs_choose_among_three_numbers_and_nan_is_neither() {
        StripRule rule = strips -> strips.changed(0).bySign(strips.read(0), 1, 2, 3);
        float[] x = {-5, -0f, 0, 7, Float.NaN};
        assertThat(apply(VECTOR, rule, new float[5], x)).containsExactly(1, 2, 2, 3, 2);
        assertThat(apply(PLAIN, rule, new float[5], x)).containsExactly(1, 2, 2, 3, 2);
    }

    @Test
    void a_rule_changes_several_arrays_by_way_of_scratch_space() {
        StripRule rule = strips -> {
            MutableStrip square = strips.scratch(0).set(strips.read(0)).mul(strips.read(0));
            MutableStrip sum = strips.changed(1).axpby(1, square, 1);
            strips.changed(0).addcdiv(-1, strips.read(0), strips.scratch(1).set(sum).sqrt());
        };
        for (int length : LENGTHS) {
            double[] p = new double[length];
            double[] s = new double[length];
            double[] g = new double[length];
            Arrays.setAll(g, i -> i % 7 - 3.5);
            Arrays.fill(p, 1);
            KernelSets.FLOAT64.apply(rule, List.of(p, s), List.of(g), length);
            for (int i = 0; i < length; i++) {
                assertThat(s[i]).isEqualTo(g[i] * g[i]);
                assertThat(p[i]).isEqualTo(1 - Math.signum(g[i])); // g/√g² = ±1
            }
        }
    }

    @Test
    void results_are_the_same_bits_on_any_number_of_threads() {
        StripRule rule = strips -> strips.changed(0).lerp(strips.read(0), 0.1).sqrt()
                .addcmul(0.7, strips.scratch(0).set(strips.read(0)).abs(), strips.read(0));
        float[] y = Samples.normal(200_003, 1);
        float[] x = Samples.normal(200_003, 2);
        int threads = Parallel.getNumThreads();
        try {
            Parallel.setNumThreads(1);
            float[] alone = apply(VECTOR, rule, y, x);
            Parallel.setNumThreads(5);
            assertThat(apply(VECTOR, rule, y, x)).isEqualTo(alone);
        } finally {
            Parallel.setNumThreads(threads);
        }
    }

    @Test
    void a_strip_that_there_is_not_is_an_error() {
        assertThatThrownBy(() -> apply(VECTOR, strips -> strips.changed(1).abs(), new float[3]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
