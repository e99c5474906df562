package org.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.layers.Linear;
import org.junit.jupiter.api.Test;

/** All numbers are derived by hand on f = p²/2·c, whose gradient is c·p, or on f = c·p, whose gradient is c. */
class SGDTest {

    private static Parameter parameter(double... values) {
        return new Parameter(Tensor.of(values));
    }

    private static SGD sgd(Parameter parameter, SGD.Options options) {
        return new SGD(List.of(parameter), options);
    }

    /** One step with gradient c·p. */
    private static void stepOnParabola(SGD sgd, Parameter parameter, double c) {
        sgd.zeroGrad();
        parameter.mul(parameter).mul(c / 2).sum().backward();
        sgd.step();
    }

    /** One step with this gradient. */
    private static void step(SGD sgd, Parameter parameter, double gradient) {
        sgd.zeroGrad();
        parameter.mul(gradient).sum().backward();
        sgd.step();
    }

    private static void assertValue(Parameter parameter, double expected) {
        assertThat(parameter.item()).isCloseTo(expected, within(1e-14));
    }

    @Test
    void plain_descent_subtracts_the_scaled_gradient() {
        Parameter p = parameter(1, -2);
        SGD sgd = new SGD(List.of(p), 0.1);
        // gradient 3p: p ← p − 0.3p = 0.7p
        stepOnParabola(sgd, p, 3);
        assertThat(p.toDoubleArray()).containsExactly(new double[]{0.7, -1.4}, within(1e-15));
        stepOnParabola(sgd, p, 3);
        assertThat(p.toDoubleArray()).containsExactly(new double[]{0.49, -0.98}, within(1e-15));
    }

    @Test
    void momentum_adds_what_is_left_of_earlier_gradients() {
        Parameter p = parameter(10);
        SGD sgd = sgd(p, SGD.options(0.1).withMomentum(0.5));
        step(sgd, p, 4); // v = 4,                p = 10  − 0.4  = 9.6
        assertValue(p, 9.6);
        step(sgd, p, 2); // v = 0.5·4 + 2 = 4,    p = 9.6 − 0.4  = 9.2
        assertValue(p, 9.2);
        step(sgd, p, 1); // v = 0.5·4 + 1 = 3,    p = 9.2 − 0.3  = 8.9
        assertValue(p, 8.9);
        step(sgd, p, 0); // v = 0.5·3     = 1.5,  p = 8.9 − 0.15 = 8.75
        assertValue(p, 8.75);
    }

    @Test
    void dampening_leaves_out_a_part_of_every_gradient_but_the_first() {
        Parameter p = parameter(10);
        SGD sgd = sgd(p, SGD.options(0.1).withMomentum(0.5).withDampening(0.75));
        step(sgd, p, 4); // v = 4,                        p = 10   − 0.4   = 9.6
        assertValue(p, 9.6);
        step(sgd, p, 2); // v = 0.5·4 + 0.25·2 = 2.5,     p = 9.6  − 0.25  = 9.35
        assertValue(p, 9.35);
        step(sgd, p, 2); // v = 0.5·2.5 + 0.25·2 = 1.75,  p = 9.35 − 0.175 = 9.175
        assertValue(p, 9.175);
    }

    @Test
    void nesterov_looks_one_step_of_momentum_ahead() {
        Parameter p = parameter(10);
        SGD sgd = sgd(p, SGD.options(0.1).withNesterov(true).withMomentum(0.5));
        step(sgd, p, 4); // v = 4,              4 + 0.5·4   = 6,     p = 10  − 0.6   = 9.4
        assertValue(p, 9.4);
        step(sgd, p, 2); // v = 0.5·4 + 2 = 4,  2 + 0.5·4   = 4,     p = 9.4 − 0.4   = 9
        assertValue(p, 9);
        step(sgd, p, 1); // v = 0.5·4 + 1 = 3,  1 + 0.5·3   = 2.5,   p = 9   − 0.25  = 8.75
        assertValue(p, 8.75);
    }

    @Test
    void weight_decay_pulls_towards_zero() {
        Parameter p = parameter(10);
        SGD sgd = sgd(p, SGD.options(0.1).withWeightDecay(0.2));
        step(sgd, p, 3); // 3 + 0.2·10  = 5,    p = 10  − 0.5  = 9.5
        assertValue(p, 9.5);
        step(sgd, p, 0); // 0 + 0.2·9.5 = 1.9,  p = 9.5 − 0.19 = 9.31
        assertValue(p, 9.31);
    }

    @Test
    void weight_decay_comes_before_momentum() {
        Parameter p = parameter(10);
        SGD sgd = sgd(p, SGD.options(0.1).withMomentum(0.5).withWeightDecay(0.2));
        step(sgd, p, 3); // g = 5,                v = 5,                   p = 10  − 0.5  = 9.5
        assertValue(p, 9.5);
        step(sgd, p, 1); // g = 1 + 1.9 = 2.9,    v = 2.5 + 2.9 = 5.4,     p = 9.5 − 0.54 = 8.96
        assertValue(p, 8.96);
    }

    @Test
    void nesterov_with_weight_decay_on_a_parabola() {
        Parameter p = parameter(1);
        SGD sgd = sgd(p, SGD.options(0.1).withMomentum(0.5).withNesterov(true).withWeightDecay(1));
        stepOnParabola(sgd, p, 3); // g = 3 + 1 = 4,          v = 4,               4 + 2 = 6,             p = 0.4
        assertValue(p, 0.4);
        stepOnParabola(sgd, p, 3); // g = 1.2 + 0.4 = 1.6,    v = 2 + 1.6 = 3.6,   1.6 + 1.8 = 3.4,       p = 0.06
        assertValue(p, 0.06);
        stepOnParabola(sgd, p, 3); // g = 0.18 + 0.06 = 0.24, v = 1.8 + 0.24 = 2.04, 0.24 + 1.02 = 1.26,  p = −0.066
        assertValue(p, -0.066);
    }

    @Test
    void all_of_it_at_once_is_the_same_in_float32_up_to_rounding() {
        Parameter wide = parameter(10, -3, 0.5);
        Parameter narrow = new Parameter(wide.detach().to(DType.FLOAT32));
        for (boolean nesterov : new boolean[]{false, true}) {
            var options = SGD.options(0.05).withMomentum(0.9).withDampening(nesterov ? 0 : 0.1).withNesterov(nesterov)
                    .withWeightDecay(0.01);
            SGD wideSgd = sgd(wide, options);
            SGD narrowSgd = sgd(narrow, options);
            for (int i = 0; i < 5; i++) {
                stepOnParabola(wideSgd, wide, 2);
                stepOnParabola(narrowSgd, narrow, 2);
            }
        }
        float[] expected = wide.detach().to(DType.FLOAT32).toFloatArray();
        assertThat(narrow.toFloatArray()).containsExactly(expected, within(2e-6f));
    }

    @Test
    void float32_rounds_as_fused_multiply_adds() {
        Parameter p = new Parameter(Tensor.of(new float[]{1.1f}));
        SGD sgd = sgd(p, SGD.options(0.01).withMomentum(0.9));
        step(sgd, p, 0.3);
        float value = Math.fma(-0.01f, 0.3f, 1.1f);
        assertThat(p.toFloatArray()).containsExactly(value);
        step(sgd, p, 0.7);
        float velocity = Math.fma(1f, 0.7f, 0.9f * 0.3f);
        assertThat(p.toFloatArray()).containsExactly(Math.fma(-0.01f, velocity, value));
    }

    @Test
    void each_group_has_its_own_options() {
        Parameter p = parameter(1);
        Parameter q = parameter(1);
        SGD sgd = new SGD(List.of(new ParameterGroup<>(List.of(p), SGD.options(0.1)),
                new ParameterGroup<>(List.of(q), SGD.options(0.5).withWeightDecay(1))));
        p.add(q).sum().backward();
        sgd.step();
        assertValue(p, 0.9); // 1 − 0.1·1
        assertValue(q, 0); // 1 − 0.5·(1 + 1·1)
    }

    @Test
    void a_groups_learning_rate_can_change_and_acts_on_the_whole_momentum() {
        Parameter p = parameter(10);
        SGD sgd = sgd(p, SGD.options(0.1).withMomentum(0.5));
        step(sgd, p, 4);
        sgd.groups().getFirst().setLearningRate(1);
        step(sgd, p, 2); // v = 4, p = 9.6 − 4
        assertValue(p, 5.6);
        assertThat(sgd.groups().getFirst().learningRate()).isEqualTo(1);
        assertThat(sgd.groups().getFirst().options()).isEqualTo(SGD.options(1).withMomentum(0.5));
    }

    @Test
    void a_parameter_without_a_gradient_stays_as_it_is_and_gathers_no_momentum() {
        Parameter p = parameter(1);
        Parameter idle = parameter(7);
        SGD sgd = new SGD(List.of(p, idle), SGD.options(0.1).withMomentum(0.5).withWeightDecay(0.1));
        step(sgd, p, 1);
        assertValue(idle, 7);
        step(sgd, idle, 1); // its first: v = g = 1 + 0.7
        assertValue(idle, 7 - 0.17);
    }

    @Test
    void a_frozen_parameter_stays_as_it_is_and_is_passed_by_when_gradients_are_forgotten() {
        Parameter p = parameter(1);
        Parameter frozen = parameter(7).requiresGrad(false);
        SGD sgd = new SGD(List.of(p, frozen), 0.1);
        sgd.zeroGrad();
        p.mul(frozen).sum().backward();
        sgd.step();
        assertValue(frozen, 7);
        assertValue(p, 0.3); // 1 − 0.1·7
    }

    @Test
    void gradients_add_up_until_they_are_forgotten() {
        Parameter p = parameter(1);
        SGD sgd = new SGD(List.of(p), 0.1);
        p.mul(2).sum().backward();
        p.mul(3).sum().backward();
        sgd.step(); // 1 − 0.1·(2 + 3)
        assertValue(p, 0.5);
        sgd.zeroGrad();
        assertThat(p.grad()).isNull();
        sgd.step();
        assertValue(p, 0.5);
    }

    @Test
    void a_backward_pass_through_values_from_before_a_step_is_an_error_that_names_the_parameter() {
        Linear linear = new Linear(1, 1);
        Tensor y = linear.forward(linear.forward(Tensor.ones(1, 1))).sum();
        SGD sgd = new SGD(linear.parameters(), 0.1);
        linear.weight().mul(linear.weight()).sum().backward();
        sgd.step();
        assertThatIllegalStateException().isThrownBy(y::backward).withMessageContaining("weight");
    }

    @Test
    void bad_values_are_echoed() {
        assertThatIllegalArgumentException().isThrownBy(() -> SGD.options(-0.1))
                .withMessage("[SGD] learning rate must be positive or zero, but is -0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> SGD.options(Double.NaN))
                .withMessage("[SGD] learning rate must be positive or zero, but is NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> SGD.options(Double.POSITIVE_INFINITY))
                .withMessage("[SGD] learning rate must be finite, but is Infinity");
        assertThatIllegalArgumentException().isThrownBy(() -> SGD.options(1).withMomentum(-0.9))
                .withMessage("[SGD] momentum must be positive or zero, but is -0.9");
        assertThatIllegalArgumentException().isThrownBy(() -> SGD.options(1).withDampening(1.5))
                .withMessage("[SGD] dampening must be at most 1, but is 1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> SGD.options(1).withWeightDecay(-1))
                .withMessage("[SGD] weight decay must be positive or zero, but is -1.0");
        SGD sgd = sgd(parameter(1), SGD.options(1));
        assertThatIllegalArgumentException().isThrownBy(() -> sgd.groups().getFirst().setLearningRate(-2))
                .withMessage("[SGD] learning rate must be positive or zero, but is -2.0");
    }

    @Test
    void nesterov_needs_momentum_and_no_dampening() {
        assertThatIllegalArgumentException().isThrownBy(() -> sgd(parameter(1), SGD.options(1).withNesterov(true)))
                .withMessage(
                        "[SGD] Nesterov's momentum needs a momentum and no dampening, but momentum is 0.0 and dampening is 0.0");
        var dampened = SGD.options(1).withNesterov(true).withMomentum(0.9).withDampening(0.5);
        assertThatIllegalArgumentException().isThrownBy(() -> sgd(parameter(1), dampened))
                .withMessageEndingWith("but momentum is 0.9 and dampening is 0.5");
        SGD sgd = sgd(parameter(1), SGD.options(1));
        assertThatIllegalArgumentException().isThrownBy(() -> sgd.groups().getFirst().setOptions(dampened));
        assertThat(sgd.groups().getFirst().options()).isEqualTo(SGD.options(1));
    }

    @Test
    void parameters_come_once_and_not_never() {
        Parameter p = parameter(1);
        p.setName("fc.weight");
        assertThatIllegalArgumentException().isThrownBy(() -> new SGD(List.of(p, p), 0.1)).withMessage(
                "[optimizer] parameter 'fc.weight' float64[1] comes twice; each belongs to one group, once");
        var group = new ParameterGroup<>(List.of(p), SGD.options(0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SGD(List.of(group, group)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SGD(List.of(), 0.1))
                .withMessage("[optimizer] a group needs at least one parameter, but none came");
        assertThatIllegalArgumentException().isThrownBy(() -> new SGD(List.of()))
                .withMessage("[optimizer] needs at least one group of parameters, but none came");
    }
}
