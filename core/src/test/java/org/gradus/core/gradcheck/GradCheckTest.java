package org.gradus.core.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.DType;
import org.gradus.core.Op;
import org.gradus.core.Parameter;
import org.gradus.core.Reduction;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.op.ClassLosses;
import org.gradus.core.op.Dropout;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class GradCheckTest {

    private static final GradCheckOptions SECOND_ORDER = GradCheckOptions.DEFAULT.withOrder(2);

    private static Tensor x(double... values) {
        return Tensor.of(values).requiresGrad(true);
    }

    private static GradCheckReport checkOp(Op op) {
        return GradCheck.check(op::apply, x(0.5, -1, 2), SECOND_ORDER);
    }

    @Test
    void a_right_gradient_passes_and_every_derivative_is_counted() {
        Tensor a = Tensor.of(new double[]{1, 2, 3, 4, 5, 6}, 2, 3).requiresGrad(true);
        Tensor b = x(0.5, -1, 2);

        GradCheckReport report = GradCheck.check(in -> List.of(in.get(0).mul(in.get(1)), in.get(1).exp()),
                List.of(a, b), SECOND_ORDER);

        assertThat(report.passed()).isTrue();
        assertThat(report.assertCorrect()).isSameAs(report);
        assertThat(report.order()).isEqualTo(2);
        // First order: outputs 6 + 3 by inputs 6 + 3. Second: gradients 6 + 3 by inputs 6 + 3 and cotangents 6 + 3.
        assertThat(report.orders()).extracting(order -> order.elements().compared()).containsExactly(81L, 162L);
        // And every output's element along one random direction of the inputs.
        assertThat(report.orders()).extracting(order -> order.directions().compared()).containsExactly(9L, 9L);
        assertThat(report.entries()).isEqualTo(243);
        assertThat(report.worstAbsolute().orElseThrow().absoluteError()).isGreaterThan(0).isLessThan(1e-7);
        assertThat(report.worstRelative().orElseThrow().relativeError()).isGreaterThan(0).isLessThan(1e-7);
        assertThat(report.toString()).startsWith("[gradCheck] the gradients are right").contains(
                "order 1: derivatives: 81 compared",
                "order 2: derivatives: 162 compared");
    }

    @Test
    void a_forgotten_factor_is_found_and_located() {
        GradCheckReport report = checkOp(new BrokenOps.ForgetsTheTwo());

        assertThat(report.passed()).isFalse();
        assertThat(report.order()).as("stops at the first order that is wrong").isEqualTo(1);
        JacobianReport first = report.orders().get(0);
        assertThat(first.elements()).isEqualTo(new Tally(9, 3, 0));
        assertThat(first.directions()).isEqualTo(new Tally(3, 3, 0));
        assertThat(first.recorded()).containsExactly("forgetsTheTwo → float64[3]");
        assertThat(first.worst()).filteredOn(each -> each.input().number() == 0)
                .extracting(each -> each.input().index().get(0)).containsExactlyInAnyOrder(0, 1, 2);
        Derivative worst = report.worstAbsolute().orElseThrow();
        assertThat(worst.output().toString()).isEqualTo("output 0 [2]");
        assertThat(worst.input().toString()).isEqualTo("input 0 [2]");
        assertThat(worst.analytic()).isEqualTo(2);
        assertThat(worst.numeric()).isCloseTo(4, within(1e-6));
        assertThat(worst.absoluteError()).isCloseTo(2, within(1e-6));
        assertThat(worst.relativeError()).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void a_failure_says_what_differs_where_and_with_which_options() {
        GradCheckOptions options = GradCheckOptions.DEFAULT.withSeed(42);
        GradCheckReport report = GradCheck.check(new BrokenOps.ForgetsTheTwo()::apply, x(1, 2, 3, 4, 5, 6, 7), options);

        assertThatThrownBy(report::assertCorrect).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "[gradCheck] the gradients are wrong (adaptive steps, precision 1.0E-6, seed 42)")
                .hasMessageContainingAll(
                        "derivatives: 49 compared, 7 wrong; along random directions: 7 compared, 7 wrong",
                        "/ ∂ input 0 [", "… and 9 more", "recorded: forgetsTheTwo → float64[7]", "check the vjp");
        assertThat(report.orders().get(0).worst().toString())
                .contains("∂ output 0 [6] / ∂ input 0 [6]: analytic 7.0, numeric 14.0 ± ");
    }

    @Test
    void a_rule_that_is_right_at_first_order_alone_fails_at_the_second() {
        assertThat(GradCheck.check(new BrokenOps.RightAtFirstOrderOnly()::apply, x(0.5, -1, 2)).passed()).isTrue();

        GradCheckReport report = checkOp(new BrokenOps.RightAtFirstOrderOnly());

        assertThat(report.orders()).extracting(JacobianReport::passed).containsExactly(true, false);
        assertThat(report.orders().get(1).elements().failed()).isEqualTo(3);
        assertThat(report.toString()).contains("∂ gradient of input 0 [1] / ∂ input 0 [1]: analytic 0.0, numeric");
    }

    @Test
    void a_rule_that_mixes_elements_is_found_where_a_sum_of_gradients_would_hide_it() {
        GradCheckReport report = checkOp(new BrokenOps.MixesElements());

        assertThat(report.orders().get(0).elements().failed()).isEqualTo(6);
    }

    @Test
    void a_rule_that_is_not_linear_in_its_upstream_is_found_though_the_jacobian_is_right() {
        for (Op op : List.of(new BrokenOps.SquaresItsUpstream(), new BrokenOps.DropsNegativeUpstream())) {
            JacobianReport report = checkOp(op).orders().get(0);

            assertThat(report.elements().failed()).as(op.name()).isZero();
            assertThat(report.faults()).as(op.name()).isNotEmpty().first().asString()
                    .contains("not linear in its upstream", "input 0 [");
            assertThat(report.passed()).as(op.name()).isFalse();
        }
    }

    @Test
    void a_result_cut_off_from_the_tape_is_found() {
        GradCheckReport report = GradCheck.check(x -> x.detach().exp(), x(1, 2));

        assertThat(report.passed()).isFalse();
        assertThat(report.toString()).contains("recorded: nothing").contains("noGrad");
    }

    @Test
    void an_output_that_does_not_depend_on_an_input_has_derivative_zero() {
        Tensor a = x(1, 2);
        Tensor b = x(3);

        GradCheckReport report = GradCheck.check(
                in -> List.of(in.get(0).exp(), in.get(1).exp(), Tensor.of(new double[]{7})),
                List.of(a, b), SECOND_ORDER);

        assertThat(report.assertCorrect().orders().get(0).elements().compared()).isEqualTo(4 * 3);
    }

    @Test
    void labels_are_passed_as_they_are_and_integer_outputs_are_left_out() {
        Tensor logits = Tensor.of(new double[]{1, 2, 3, 4, 5, 7}, 2, 3).requiresGrad(true);
        Tensor labels = Tensor.of(new long[]{2, 0});

        GradCheckReport report = GradCheck.check(
                in -> List.of(in.get(0).argmax(1), ClassLosses.crossEntropy(in.get(0), in.get(1), Reduction.NONE)),
                List.of(logits, labels), SECOND_ORDER);

        assertThat(report.assertCorrect().orders().get(0).elements().compared()).isEqualTo(2 * 6);
        assertThat(report.orders().get(0).worstAbsolute().orElseThrow().toString()).contains("output 1")
                .doesNotContain("output 0");
    }

    @Test
    void a_float64_input_without_requires_grad_is_a_constant() {
        GradCheckReport report = GradCheck.check(in -> List.of(in.get(0).mul(in.get(1))),
                List.of(x(1, 2), Tensor.of(new double[]{3, 4})));

        assertThat(report.assertCorrect().entries()).isEqualTo(4);
    }

    @Test
    void third_order_is_checked_too() {
        GradCheckReport report = GradCheck.check(x -> x.mul(x).mul(x), x(0.5, 2),
                GradCheckOptions.DEFAULT.withOrder(3));

        assertThat(report.assertCorrect().order()).isEqualTo(3);
    }

    @Test
    void results_of_operations_and_the_same_tensor_twice_are_inputs_of_their_own() {
        Tensor result = x(1, 2).mul(3);

        GradCheck.check(in -> List.of(in.get(0).mul(in.get(1))), List.of(result, result), SECOND_ORDER).assertCorrect();
    }

    @Test
    void a_function_that_ignores_its_argument_for_the_same_tensor_outside_is_found() {
        Tensor x = x(1, 2);

        assertThat(GradCheck.check(_ -> x.exp(), x).passed()).isFalse();
    }

    @Test
    void parameters_that_the_function_holds_are_changed_in_place_and_set_back() {
        Parameter weight = new Parameter(Tensor.of(new double[]{0.1, -0.7}));
        Tensor x = x(1, 2);

        GradCheckReport report = GradCheck.check(in -> List.of(in.get(0).mul(weight).tanh()), List.of(x, weight),
                SECOND_ORDER);

        assertThat(report.assertCorrect().orders().get(0).elements().compared()).isEqualTo(2 * 4);
        assertThat(weight.toDoubleArray()).containsExactly(0.1, -0.7);
        assertThat(weight.grad()).isNull();
        assertThat(x.grad()).isNull();
    }

    @Test
    void a_parameter_is_set_back_when_the_function_fails() {
        Parameter weight = new Parameter(Tensor.of(new double[]{0.1}));
        Function<List<Tensor>, List<Tensor>> fails = _ -> {
            if (weight.item() != 0.1) {
                throw new UnsupportedOperationException("moved");
            }
            return List.of(weight.exp());
        };

        assertThatThrownBy(() -> GradCheck.check(fails, List.of(weight))).hasMessage("moved");
        assertThat(weight.item()).isEqualTo(0.1);
    }

    @Test
    void nothing_to_compare_passes() {
        Tensor empty = Tensor.of(new double[0], 0, 3).requiresGrad(true);

        GradCheckReport report = GradCheck.check(Tensor::exp, empty, SECOND_ORDER).assertCorrect();

        assertThat(report.entries()).isZero();
        assertThat(report.worstAbsolute()).isEmpty();
        assertThat(report.toString()).contains("derivatives: 0 compared");
    }

    @Test
    void a_sum_of_nothing_has_no_derivative_and_passes() {
        Tensor empty = Tensor.of(new double[0], 0, 3).requiresGrad(true);

        GradCheck.check(x -> x.sum(), empty, SECOND_ORDER).assertCorrect();
    }

    @Test
    void nan_never_passes() {
        assertThat(GradCheck.check(Tensor::log, x(-1)).passed()).isFalse();
    }

    @Test
    void the_same_seed_gives_the_same_report() {
        GradCheckOptions options = SECOND_ORDER.withSeed(7);
        Tensor x = x(0.3, 1.2);

        assertThat(GradCheck.check(Tensor::exp, x, options)).isEqualTo(GradCheck.check(Tensor::exp, x, options));
        assertThat(GradCheck.check(Tensor::exp, x, options).orders())
                .isNotEqualTo(GradCheck.check(Tensor::exp, x, options.withSeed(8)).orders());
    }

    @Test
    void a_function_that_draws_anew_each_time_is_refused() {
        Rng rng = new Rng(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradCheck.check(x -> Dropout.dropout(x, 0.5, rng), x(1, 2, 3, 4, 5, 6, 7, 8)))
                .withMessageContainingAll("[gradCheck] output 0 [", "computed again from the same inputs",
                        "seed random generators anew inside the function");
        GradCheck.check(x -> Dropout.dropout(x, 0.5, new Rng(1)), x(1, 2, 3, 4), SECOND_ORDER).assertCorrect();
    }

    @Test
    void a_backward_rule_that_draws_anew_each_time_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> checkOp(new BrokenOps.DrawsInItsVjp(new Rng(1))))
                .withMessageContainingAll("[gradCheck] gradient of input 0 [0] was", "results must repeat bit for bit");
    }

    @Test
    void a_function_that_changes_an_input_is_refused() {
        Parameter weight = new Parameter(Tensor.of(new double[]{1, 2}));

        assertThatIllegalArgumentException().isThrownBy(() -> GradCheck.check(in -> {
            weight.set(weight.detach().add(1));
            return List.of(in.get(0).mul(in.get(1)));
        }, List.of(x(3, 4), weight)))
                .withMessageContainingAll("[gradCheck] input 1 (float64[2]) holds other values after");
    }

    @Test
    void float32_is_refused() {
        Tensor single = Tensor.ones(3).requiresGrad(true);

        assertThatIllegalArgumentException().isThrownBy(() -> GradCheck.check(Tensor::exp, single))
                .withMessage(
                        "[gradCheck] input 0 is float32[3], but differences need float64; convert it with to(DType.FLOAT64), or pass it without requiresGrad");
        assertThatIllegalArgumentException().isThrownBy(() -> GradCheck.check(x -> x.to(DType.FLOAT32), x(1)))
                .withMessage(
                        "[gradCheck] output 0 is float32[1], but differences need float64 throughout; convert constants with to(DType.FLOAT64)");
    }

    @Test
    void inputs_without_gradient_and_functions_without_output_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> GradCheck.check(Tensor::exp, Tensor.of(new double[]{1})))
                .withMessageContaining("none of the 1 inputs requires a gradient; mark those");
        assertThatIllegalArgumentException().isThrownBy(() -> GradCheck.check(x -> x.argmax(0), x(1)))
                .withMessageContaining("the function gave [int64[]], none of it float64");
    }

    @Test
    void outputs_whose_shape_depends_on_values_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradCheck.check(x -> Tape.noGrad(() -> x.item() != 1) ? x.reshape(1, 1) : x, x(1)))
                .withMessageContaining("output 0 was float64[1] and, computed again, float64[1,1]");
    }

    @Test
    void options_are_checked() {
        assertThatIllegalArgumentException().isThrownBy(() -> Differences.Adaptive.DEFAULT.withPrecision(0))
                .withMessage(
                        "[gradCheck] precision and coarsest must be 0 < precision <= coarsest < 1, but are 0.0 and 0.001");
        assertThatIllegalArgumentException().isThrownBy(() -> Differences.Adaptive.DEFAULT.withCoarsest(1e-7))
                .withMessageContaining("are 1.0E-6 and 1.0E-7");
        assertThatIllegalArgumentException().isThrownBy(() -> Differences.Adaptive.DEFAULT.withCoarsest(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> GradCheckOptions.DEFAULT.withOrder(0))
                .withMessageContaining("order");
    }
}
