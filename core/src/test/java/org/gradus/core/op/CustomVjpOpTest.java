package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gradus.core.Autograd;
import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class CustomVjpOpTest {

    @Test
    void the_rule_takes_the_place_of_the_function_s_own_gradient() {
        Tensor x = Tensor.of(new double[]{-2, 3}).requiresGrad(true);
        // straight through: y is the sign, the gradient is that of the identity
        Tensor y = CustomVjpOp.customVjp(in -> in.get(0).gt(Tensor.of(new double[]{0})).to(DType.FLOAT64),
                (_, upstream, _, _) -> upstream, x);
        assertThat(y.toDoubleArray()).containsExactly(0, 1);
        assertThat(Autograd.grad(y.sum(), x).get(0).toDoubleArray()).containsExactly(1, 1);
    }

    @Test
    void a_rule_written_in_ops_is_differentiated_again() {
        // f = x³ with the rule u·3x²
        Tensor hessian = Autograd.hessian(
                v -> CustomVjpOp.customVjp(in -> in.get(0).mul(in.get(0)).mul(in.get(0)),
                        (_, u, _, in) -> u.mul(in.get(0)).mul(in.get(0)).mul(3), v).sum(),
                Tensor.of(new double[]{1, 2}));
        assertThat(hessian.toDoubleArray()).containsExactly(6, 0, 0, 12);
    }

    @Test
    void the_rule_is_asked_for_each_argument_that_needs_a_gradient() {
        Tensor a = Tensor.of(new double[]{2}).requiresGrad(true);
        Tensor b = Tensor.of(new double[]{5}).requiresGrad(true);
        Tensor y = CustomVjpOp.customVjp(in -> in.get(0).mul(in.get(1)),
                (argument, u, output, in) -> u.mul(argument == 0 ? in.get(1) : output), a, b);
        var gradients = Autograd.grad(y, a, b);
        assertThat(gradients.get(0).item()).isEqualTo(5);
        assertThat(gradients.get(1).item()).isEqualTo(10);
    }

    @Test
    void a_function_that_changes_the_type_is_refused() {
        Tensor x = Tensor.zeros(2).requiresGrad(true);
        assertThatThrownBy(() -> CustomVjpOp.customVjp(in -> in.get(0).to(DType.FLOAT64), (_, u, _, _) -> u, x))
                .hasMessage("[customVjp] the function gave float64[2] from an input that is float32[2];"
                        + " convert one with to(DType.FLOAT64)");
    }
}
