package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.gradus.core.kernel.StripRule;
import org.junit.jupiter.api.Test;

class ParameterUpdateTest {

    private static final StripRule MOMENTUM = strips -> strips.changed(0).axpby(-0.5,
            strips.changed(1).axpby(1, strips.read(0), 0.5), 1);

    private static Parameter parameter(String name, double... values) {
        Parameter parameter = new Parameter(Tensor.of(values));
        parameter.setName(name);
        return parameter;
    }

    @Test
    void a_rule_changes_a_parameter_and_what_is_kept_for_it() {
        Parameter p = parameter("p", 1, 2);
        Parameter v = parameter("v", 4, 0);
        p.update(MOMENTUM, List.of(v), Tensor.of(new double[]{2, 6}));
        assertThat(v.toDoubleArray()).containsExactly(4, 6); // 0.5·4 + 2, 6
        assertThat(p.toDoubleArray()).containsExactly(-1, -1); // 1 − 0.5·4, 2 − 0.5·6
    }

    @Test
    void a_backward_pass_through_an_older_value_of_any_parameter_changed_is_an_error_that_names_it() {
        for (boolean first : new boolean[]{true, false}) {
            Parameter p = parameter("p", 1);
            Parameter v = parameter("v", 1);
            Parameter used = first ? p : v;
            Tensor square = used.mul(used).sum();
            p.update(MOMENTUM, List.of(v), Tensor.of(new double[]{1}));
            assertThatIllegalStateException().isThrownBy(square::backward).withMessageContaining(used.name());
        }
    }

    @Test
    void shapes_and_types_must_be_the_parameters() {
        Parameter p = parameter("fc.weight", 1, 2);
        Parameter v = parameter("v", 1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> p.update(MOMENTUM, List.of(v), Tensor.of(new double[]{1})))
                .withMessage("[update] parameter 'fc.weight' is float64[2], but float64[1] came");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> p.update(MOMENTUM, List.of(parameter("w", 1)), Tensor.of(new double[]{1, 2})));
        assertThat(p.toDoubleArray()).containsExactly(1, 2);
        assertThat(v.toDoubleArray()).containsExactly(1, 2);
    }

    @Test
    void a_tensor_that_comes_twice_is_an_error() {
        Parameter p = parameter("p", 1);
        Parameter v = parameter("v", 1);
        Tensor g = Tensor.of(new double[]{1});
        assertThatIllegalArgumentException().isThrownBy(() -> p.update(MOMENTUM, List.of(p), g))
                .withMessage(
                        "[update] of parameter 'p': a tensor comes twice; each comes once, either to be changed or "
                                + "to be read");
        assertThatIllegalArgumentException().isThrownBy(() -> p.update(MOMENTUM, List.of(v), v));
    }

    @Test
    void a_gradient_can_be_replaced_and_is_added_to_later() {
        Parameter p = parameter("p", 1, 2);
        p.setGrad(Tensor.of(new double[]{5, 7}));
        p.sum().backward();
        assertThat(p.grad().toDoubleArray()).containsExactly(6, 8);
        p.setGrad(Tensor.of(new double[]{1, 1}));
        assertThat(p.grad().toDoubleArray()).containsExactly(1, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> p.setGrad(Tensor.ones(2)))
                .withMessage("[setGrad] the gradient of float64[2] must be of that type, but is float32[2]");
        assertThatIllegalStateException().isThrownBy(() -> Tensor.ones(2).setGrad(Tensor.ones(2)))
                .withMessageStartingWith("[setGrad] float32[2] is no leaf that requires a gradient");
    }
}
