package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.Autograd;
import org.gradus.core.GradOptions;
import org.gradus.core.NormOptions;
import org.gradus.core.NormalizationOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.VarMean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NormalizationsTest {

    private static final NormalizationOptions DEFAULT = NormalizationOptions.DEFAULT;
    private static final NormalizationOptions EXACT = DEFAULT.withEps(0);

    /** Mean 2 and variance 1, so that x̂ = −1, −1, 1, 1 without eps. */
    private static Tensor pairs(int... shape) {
        return Tensor.of(new double[]{1, 1, 3, 3}, shape).requiresGrad(true);
    }

    private static Tensor vector(double... values) {
        return Tensor.of(values);
    }

    private static void assertGradients(Tensor y, Tensor cotangent, List<Tensor> by, double[]... expected) {
        List<Tensor> gradients = Autograd.grad(List.of(y), by, GradOptions.DEFAULT.withCotangents(cotangent));
        for (int i = 0; i < expected.length; i++) {
            assertThat(gradients.get(i).toDoubleArray()).as("gradient %s", i).containsExactly(expected[i],
                    within(1e-14));
        }
    }

    @Test
    void batch_norm_takes_a_channel_over_the_batch_and_its_pixels() {
        Tensor x = Tensor.of(new double[]{1, 1, 10, 30, 3, 3, 30, 10}, 2, 2, 2);
        Tensor y = Normalizations.batchNorm(x, EXACT);
        assertThat(y.shape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(y.toDoubleArray()).containsExactly(new double[]{-1, -1, -1, 1, 1, 1, 1, -1}, within(1e-15));
        // With eps = 3, r = 1/√(1 + 3) and 1/√(100 + 3).
        double r = 10 / Math.sqrt(103);
        assertThat(Normalizations.batchNorm(x, DEFAULT.withEps(3)).toDoubleArray())
                .containsExactly(new double[]{-0.5, -0.5, -r, r, 0.5, 0.5, r, -r}, within(1e-15));
    }

    @Test
    void batch_norm_has_the_gradients_that_the_formula_gives() {
        Tensor x = pairs(4, 1);
        Tensor weight = vector(2).requiresGrad(true);
        Tensor bias = vector(5).requiresGrad(true);
        Tensor y = Normalizations.batchNorm(x, EXACT.withWeight(weight).withBias(bias));
        assertThat(y.toDoubleArray()).containsExactly(3, 3, 7, 7);
        // u = (1, 0, 0, 0): Σu/4 = 1/4 and Σu·x̂/4 = −1/4, so that ∂/∂x = 2·(u − 1/4 + x̂/4), ∂/∂weight = −1, ∂/∂bias = 1.
        assertGradients(y, Tensor.of(new double[]{1, 0, 0, 0}, 4, 1), List.of(x, weight, bias),
                new double[]{1, -1, 0, 0}, new double[]{-1}, new double[]{1});
    }

    @Test
    void a_weight_or_a_bias_may_come_alone() {
        Tensor x = pairs(4, 1);
        assertThat(Normalizations.batchNorm(x, EXACT.withWeight(vector(2))).toDoubleArray()).containsExactly(-2, -2, 2,
                2);
        assertThat(Normalizations.batchNorm(x, EXACT.withBias(vector(2))).toDoubleArray()).containsExactly(1, 1, 3, 3);
        assertThat(Normalizations.layerNorm(x.reshape(1, 4), Shape.of(4), EXACT.withBias(vector(0, 1, 2, 3)))
                .toDoubleArray()).containsExactly(-1, 0, 3, 4);
    }

    @Test
    void the_statistics_of_a_batch_have_bessels_correction_and_no_tape() {
        Tensor x = Tensor.of(new double[]{1, 10, 1, 30, 3, 30, 3, 10}, 4, 2).requiresGrad(true);
        VarMean statistics = Normalizations.batchNormInTraining(x, DEFAULT).statistics();
        assertThat(statistics.mean().toDoubleArray()).containsExactly(2, 20);
        assertThat(statistics.var().toDoubleArray()).containsExactly(new double[]{4.0 / 3, 400.0 / 3}, within(1e-13));
        assertThat(statistics.mean().requiresGrad() || statistics.var().requiresGrad()).isFalse();
        assertThat(Normalizations.batchNormInTraining(Tensor.ones(2, 3), DEFAULT).statistics().mean().type())
                .isEqualTo(Tensor.zeros(3).type());
    }

    @Test
    void batch_norm_with_given_statistics_is_linear_in_x() {
        Tensor x = pairs(1, 2, 2);
        Tensor weight = vector(2, 3).requiresGrad(true);
        Tensor bias = vector(5, 7).requiresGrad(true);
        var given = new VarMean(vector(4, 0.25), vector(3, 1));
        Tensor y = Normalizations.batchNorm(x, given, EXACT.withWeight(weight).withBias(bias));
        // (1 − 3)/2·2 + 5 = 3 in channel 0, (3 − 1)/½·3 + 7 = 19 in channel 1.
        assertThat(y.toDoubleArray()).containsExactly(3, 3, 19, 19);
        assertGradients(y, Tensor.of(new double[]{1, 0, 1, 2}, 1, 2, 2), List.of(x, weight, bias),
                new double[]{1, 0, 6, 12}, new double[]{-1, 12}, new double[]{1, 3});
        assertThat(Normalizations.batchNorm(x, given, EXACT).toDoubleArray()).containsExactly(-1, -1, 4, 4);
    }

    @Test
    void instance_norm_takes_each_channel_of_each_instance() {
        Tensor x = Tensor.of(new double[]{1, 1, 3, 3, 0, 0, 4, 4}, 2, 1, 2, 2);
        Tensor y = Normalizations.instanceNorm(x, EXACT.withWeight(vector(2)).withBias(vector(1)));
        assertThat(y.toDoubleArray()).containsExactly(-1, -1, 3, 3, -1, -1, 3, 3);
        // Both means are 2, and the variances 4/3 and 16/3 have the mean 10/3.
        VarMean statistics = Normalizations.instanceNormInTraining(x, DEFAULT).statistics();
        assertThat(statistics.mean().toDoubleArray()).containsExactly(2);
        assertThat(statistics.var().toDoubleArray()).containsExactly(new double[]{10.0 / 3}, within(1e-14));
        assertThat(Normalizations.instanceNorm(Tensor.ones(1, 2, 3)).toFloatArray()).containsOnly(0);
    }

    @Test
    void layer_norm_takes_the_last_dimensions_and_scales_each_element() {
        Tensor x = pairs(1, 2, 2);
        Tensor weight = Tensor.of(new double[]{1, 2, 3, 4}, 2, 2).requiresGrad(true);
        Tensor bias = Tensor.of(new double[]{10, 20, 30, 40}, 2, 2).requiresGrad(true);
        Tensor y = Normalizations.layerNorm(x, Shape.of(2, 2), EXACT.withWeight(weight).withBias(bias));
        assertThat(y.toDoubleArray()).containsExactly(9, 18, 33, 44);
        // g = u·weight = (1, 0, 3, 0): Σg/4 = 1 and Σg·x̂/4 = ½, so that ∂/∂x = g − 1 − x̂/2.
        assertGradients(y, Tensor.of(new double[]{1, 0, 1, 0}, 1, 2, 2), List.of(x, weight, bias),
                new double[]{0.5, -0.5, 1.5, -1.5}, new double[]{-1, 0, 1, 0}, new double[]{1, 0, 1, 0});
        Tensor rows = Tensor.of(new double[]{1, 3, 0, 8}, 2, 2);
        assertThat(Normalizations.layerNorm(rows, Shape.of(2), EXACT).toDoubleArray()).containsExactly(-1, 1, -1, 1);
        assertThat(Normalizations.layerNorm(rows, Shape.of(2)).toDoubleArray())
                .isEqualTo(Normalizations.layerNorm(rows, Shape.of(2), DEFAULT).toDoubleArray());
    }

    @Test
    void group_norm_takes_neighbouring_channels_together_and_scales_each() {
        Tensor x = Tensor.of(new double[]{1, 1, 3, 3, 0, 4, 4, 0}, 1, 4, 2);
        Tensor y = Normalizations.groupNorm(x, 2, EXACT.withWeight(vector(1, 2, 3, 4)).withBias(vector(0, 0, 1, 1)));
        assertThat(y.toDoubleArray()).containsExactly(-1, -1, 2, 2, -2, 4, 5, -3);
        Tensor one = Normalizations.groupNorm(x, 4);
        assertThat(one.toDoubleArray()).isEqualTo(Normalizations.instanceNorm(x).toDoubleArray());
        assertThat(Normalizations.groupNorm(x, 1, EXACT).toDoubleArray())
                .isEqualTo(Normalizations.layerNorm(x, Shape.of(4, 2), EXACT).toDoubleArray());
    }

    @Test
    void rms_norm_measures_from_zero() {
        Tensor x = Tensor.of(new double[]{3, 4, 0, 0}, 1, 4).requiresGrad(true);
        Tensor weight = vector(1, 1, 1, 2).requiresGrad(true);
        // √(25/4) = 2.5
        Tensor y = Normalizations.rmsNorm(x, Shape.of(4), EXACT.withWeight(weight));
        assertThat(y.toDoubleArray()).containsExactly(new double[]{1.2, 1.6, 0, 0}, within(1e-15));
        // g = (1, 0, 0, 2): Σg·x̂/4 = 0.3, so that ∂/∂x = (g − 0.3·x̂)/2.5.
        assertGradients(y, Tensor.of(new double[]{1, 0, 0, 1}, 1, 4), List.of(x, weight),
                new double[]{0.256, -0.192, 0, 0.8}, new double[]{1.2, 0, 0, 0});
    }

    @Test
    void rms_norm_adds_the_epsilon_of_its_type_unless_told_otherwise() {
        Shape one = Shape.of(1);
        double epsilon = Math.ulp(1.0);
        assertThat(Normalizations.rmsNorm(vector(1e-8), one).item()).isEqualTo(1e-8 / Math.sqrt(1e-16 + epsilon));
        float single = Math.ulp(1f);
        assertThat(Normalizations.rmsNorm(Tensor.of(new float[]{1e-3f}), one).item())
                .isCloseTo(1e-3 / Math.sqrt(1e-6 + single), within(1e-6));
    }

    @Test
    void normalize_divides_by_the_norm_but_by_no_less_than_eps() {
        Tensor x = Tensor.of(new double[]{3, 4, 0, 0}, 2, 2).requiresGrad(true);
        Tensor y = Normalizations.normalize(x);
        assertThat(y.toDoubleArray()).containsExactly(new double[]{0.6, 0.8, 0, 0}, within(1e-16));
        // (u − y·Σu·y)/‖x‖ in the first row; in the second, max has no gradient and u/1e-12 is left.
        y.backward(Tensor.of(new double[]{1, 0, 1, 0}, 2, 2));
        double[] gradient = x.grad().toDoubleArray();
        assertThat(new double[]{gradient[0], gradient[1]}).containsExactly(new double[]{0.128, -0.096}, within(1e-15));
        assertThat(gradient[2]).isCloseTo(1e12, within(1.0));
        assertThat(Normalizations.normalize(x, 1, 0).toDoubleArray()).containsExactly(1, 1, 0, 0);
        assertThat(Normalizations.normalize(x, NormOptions.over(), 10).toDoubleArray())
                .containsExactly(new double[]{0.3, 0.4, 0, 0}, within(1e-16));
    }

    @Test
    void a_large_mean_costs_no_digits_in_float32() {
        float[] steps = new float[64];
        float[] far = new float[64];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = i * 37 % 64;
            far[i] = steps[i] + 1_000_000; // exact
        }
        float[] expected = Normalizations.batchNorm(Tensor.of(steps, 64, 1), DEFAULT).toFloatArray();
        assertThat(Normalizations.batchNorm(Tensor.of(far, 64, 1), DEFAULT).toFloatArray()).containsExactly(expected,
                within(2e-7f));
        assertThat(Normalizations.layerNorm(Tensor.of(far), Shape.of(64)).toFloatArray()).containsExactly(expected,
                within(2e-7f));
    }

    @Test
    void equal_numbers_become_zero_and_get_no_gradient() {
        Tensor x = Tensor.of(new float[]{0.1f, 0.1f, 0.1f}, 3, 1).requiresGrad(true);
        Tensor y = Normalizations.batchNorm(x, DEFAULT);
        assertThat(y.toFloatArray()).containsOnly(0);
        y.sum().backward();
        assertThat(x.grad().toFloatArray()).containsOnly(0);
    }

    @Test
    void empty_batches_give_empty_results_and_gradients_of_zero() {
        Tensor x = Tensor.zeros(0, 3, 2).requiresGrad(true);
        Tensor weight = Tensor.ones(3).requiresGrad(true);
        for (Tensor y : List.of(Normalizations.batchNorm(x, DEFAULT.withWeight(weight)),
                Normalizations.instanceNorm(x, DEFAULT.withWeight(weight)),
                Normalizations.groupNorm(x, 3, DEFAULT.withWeight(weight)),
                Normalizations.layerNorm(x, Shape.of(2)).mul(weight.reshape(3, 1)))) {
            assertThat(y.shape()).isEqualTo(Shape.of(0, 3, 2));
            weight.zeroGrad();
            y.sum().backward();
            assertThat(weight.grad().toFloatArray()).containsExactly(0, 0, 0);
        }
    }

    @Test
    void the_tape_keeps_what_was_normalised_and_not_what_came_out() {
        Tensor x = pairs(4, 1).mul(1);
        Tensor y = Normalizations.batchNorm(x, DEFAULT.withWeight(vector(2).requiresGrad(true)));
        assertThat(Tape.recorded(y)).extracting(node -> node.op().name()).containsExactly("mul", "reshape",
                "normalize", "reshape");
        List<Tensor> kept = Tape.recorded(y).get(2).inputs();
        assertThat(kept.get(0).toDoubleArray()).containsExactly(1, 1, 3, 3);
        assertThat(kept.get(1).toDoubleArray()).containsExactly(2);

        Tensor given = Normalizations.batchNorm(x, new VarMean(vector(1), vector(0)), DEFAULT);
        assertThatIllegalStateException().as("x, of which a linear function needs nothing")
                .isThrownBy(() -> Tape.recorded(given).get(2).inputs().get(0).toDoubleArray());
    }

    record Refusal(String message, Runnable call) {
        @Override
        public String toString() {
            return message;
        }
    }

    static Stream<Refusal> refusals() {
        Tensor x = Tensor.ones(2, 3, 4);
        Tensor four = Tensor.ones(4);
        return Stream.of(
                new Refusal(
                        "[batchNorm] expected more than 1 value per channel when training, but the input is [1,3]; train on larger batches, or switch to eval()",
                        () -> Normalizations.batchNorm(Tensor.ones(1, 3), DEFAULT)),
                new Refusal(
                        "[batchNorm] expected more than 1 value per channel when training, but the input is [1,3,1,1]; train on larger batches, or switch to eval()",
                        () -> Normalizations.batchNorm(Tensor.ones(1, 3, 1, 1), DEFAULT)),
                new Refusal("[batchNorm] the input must be [N,C] or [N,C,…], but is [4]; unsqueeze it",
                        () -> Normalizations.batchNorm(four, DEFAULT)),
                new Refusal(
                        "[batchNorm] needs float32 or float64, but came int64[2]; convert it with to(DType.FLOAT32)",
                        () -> Normalizations.batchNorm(Tensor.arange(2), DEFAULT)),
                new Refusal("[batchNorm] the weight must be [3] for input [2,3,4], but is [4]; reshape it",
                        () -> Normalizations.batchNorm(x, DEFAULT.withWeight(four))),
                new Refusal("[batchNorm] the mean must be [3] for input [2,3,4], but is [4]; reshape it",
                        () -> Normalizations.batchNorm(x, new VarMean(Tensor.ones(3), four), DEFAULT)),
                new Refusal("[batchNorm] the variance must be [3] for input [2,3,4], but is [4]; reshape it",
                        () -> Normalizations.batchNorm(x, new VarMean(four, Tensor.ones(3)), DEFAULT)),
                new Refusal(
                        "[instanceNorm] expected more than 1 spatial element when training, but the input is [2,3,1]; use batchNorm",
                        () -> Normalizations.instanceNorm(Tensor.ones(2, 3, 1))),
                new Refusal("[instanceNorm] the bias must be [3] for input [2,3,4], but is [4]; reshape it",
                        () -> Normalizations.instanceNorm(x, DEFAULT.withBias(four))),
                new Refusal(
                        "[layerNorm] the input must be [*,normalizedShape] with a normalized shape of [3], but is [2,3,4]; normalise other dimensions",
                        () -> Normalizations.layerNorm(x, Shape.of(3))),
                new Refusal(
                        "[layerNorm] the input must be [*,normalizedShape] with a normalized shape of [], but is [2,3,4]; normalise other dimensions",
                        () -> Normalizations.layerNorm(x, Shape.SCALAR)),
                new Refusal("[layerNorm] the weight must be [3,4] for input [2,3,4], but is [4]; reshape it",
                        () -> Normalizations.layerNorm(x, Shape.of(3, 4), DEFAULT.withWeight(four))),
                new Refusal("[rmsNorm] needs float32 or float64, but came int64[2]; convert it with to(DType.FLOAT32)",
                        () -> Normalizations.rmsNorm(Tensor.arange(2), Shape.of(2))),
                new Refusal("[groupNorm] the channels of input [2,3,4] do not divide into 2 groups; use a divisor of 3",
                        () -> Normalizations.groupNorm(x, 2)),
                new Refusal("[groupNorm] the channels of input [2,3,4] do not divide into 0 groups; use a divisor of 3",
                        () -> Normalizations.groupNorm(x, 0)),
                new Refusal(
                        "[groupNorm] expected more than 1 value per group, but the input is [1,3] and there are 3 groups; use fewer",
                        () -> Normalizations.groupNorm(Tensor.ones(1, 3), 3)),
                new Refusal(
                        "[normalize] operands are float32[2,1,1] and float64[1]; convert one with to(DType.FLOAT32)",
                        () -> Normalizations.batchNorm(Tensor.ones(2, 1), DEFAULT.withWeight(vector(1)))),
                new Refusal("[normalizer] given statistics are not measured; choose another source",
                        () -> Normalizer.measure(x, Normalizer.Source.GIVEN, 0)),
                new Refusal("[normalization] eps must be a finite number, 0 or above, but is -1.0",
                        () -> DEFAULT.withEps(-1)),
                new Refusal("[normalization] eps must be a finite number, 0 or above, but is NaN",
                        () -> DEFAULT.withEps(Double.NaN)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void the_message_says_what_was_expected_what_came_and_what_to_do(Refusal refusal) {
        assertThatThrownBy(refusal.call()::run).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refusal.message());
    }

    @Test
    void rows_refuse_channels_that_do_not_divide_them() {
        Tensor y = Normalizations.layerNorm(pairs(1, 4), Shape.of(4), DEFAULT.withWeight(Tensor.of(new double[4])));
        var op = (NormalizeRowsOp) Tape.recorded(y).get(1).op();
        Tensor x = Tensor.of(new double[4], 1, 1, 4);
        assertThatThrownBy(() -> op.apply(x, Tensor.of(new double[3]))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "[normalizeRows] weight and bias must be [C] with a number of channels C that divides the rows of [1,1,4] into 1 pixels each, but came [3]; reshape it");
    }

    @Test
    void numbers_of_another_shape_than_the_statistics_are_refused() {
        Tensor y = Normalizations.batchNorm(pairs(4, 1), DEFAULT);
        var op = (NormalizeOp) Tape.recorded(y).get(1).op();
        assertThatThrownBy(() -> op.apply(Tensor.ones(4, 1))).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "[normalize] the statistics are those of 1 groups, so that input 0 must be [4,1,1], but it is [4,1]; reshape it");
    }
}
