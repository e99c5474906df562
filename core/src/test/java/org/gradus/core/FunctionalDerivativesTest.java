package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.op.MatMulOp;
import org.junit.jupiter.api.Test;

class FunctionalDerivativesTest {

    private static final Tensor X = Tensor.of(new double[]{1, 2, 3});

    @Test
    void vjp_of_a_matrix_product_is_the_transposed_product() {
        Tensor a = Tensor.of(new double[]{1, 2, 3, 4, 5, 6}, 2, 3);
        // uᵀA = 1·[1,2,3] + 10·[4,5,6]
        assertThat(Autograd.vjp(x -> a.matmul(x), X, Tensor.of(new double[]{1, 10})).toDoubleArray())
                .containsExactly(41, 52, 63);
    }

    @Test
    void jvp_of_a_matrix_product_is_the_product() {
        Tensor a = Tensor.of(new double[]{1, 2, 3, 4, 5, 6}, 2, 3);
        // A·[1,0,−1] = [1−3, 4−6]
        assertThat(Autograd.jvp(x -> a.matmul(x), X, Tensor.of(new double[]{1, 0, -1})).toDoubleArray())
                .containsExactly(-2, -2);
    }

    @Test
    void jvp_and_vjp_are_transposes_of_each_other() {
        Tensor v = Tensor.of(new double[]{.3, -.7, .2});
        Tensor u = Tensor.of(new double[]{1.5, -.4, .9});
        double forward = Autograd.jvp(x -> x.exp().softmax(0), X, v).mul(u).sum().item();
        double reverse = Autograd.vjp(x -> x.exp().softmax(0), X, u).mul(v).sum().item();
        assertThat(forward).isCloseTo(reverse, within(1e-15));
    }

    @Test
    void jacobian_has_the_output_s_dimensions_before_the_input_s() {
        Tensor jacobian = Autograd.jacobian(x -> x.unsqueeze(1).mul(x.unsqueeze(0)), X);
        assertThat(jacobian.shape()).isEqualTo(Shape.of(3, 3, 3));
        // ∂(x₀x₂)/∂x₀ = x₂, ∂(x₁x₁)/∂x₁ = 2x₁, ∂(x₀x₂)/∂x₁ = 0
        assertThat(jacobian.get(0, 2, 0)).isEqualTo(3);
        assertThat(jacobian.get(1, 1, 1)).isEqualTo(4);
        assertThat(jacobian.get(0, 2, 1)).isZero();
    }

    @Test
    void hessian_of_a_quadratic_form_is_its_symmetric_matrix() {
        Tensor a = Tensor.of(new double[]{2, 1, 0, 0, 3, 5, 0, 0, 4}, 3, 3);
        Tensor hessian = Autograd.hessian(x -> x.matmul(a.matmul(x)), X);
        // A + Aᵀ
        assertThat(hessian.toDoubleArray()).containsExactly(4, 1, 0, 1, 6, 5, 0, 5, 8);
    }

    @Test
    void hvp_is_the_hessian_s_product() {
        Tensor v = Tensor.of(new double[]{1, -2, .5});
        Tensor product = Autograd.hvp(x -> x.mul(x).mul(x).sum().exp().log().mul(x.sum()), X, v);
        Tensor hessian = Autograd.hessian(x -> x.mul(x).mul(x).sum().exp().log().mul(x.sum()), X);
        double[] expected = hessian.matmul(v).toDoubleArray();
        for (int i = 0; i < 3; i++) {
            assertThat(product.get(i)).isCloseTo(expected[i], within(1e-10));
        }
    }

    @Test
    void derivatives_nest_to_any_order() {
        // d³(x⁴)/dx³ = 24x
        Tensor third = Autograd.jacobian(a -> Autograd.jacobian(b -> Autograd.jacobian(
                c -> c.mul(c).mul(c).mul(c), b), a), Tensor.of(new double[]{2}));
        assertThat(third.item()).isEqualTo(48);
    }

    @Test
    void only_the_argument_is_differentiated_by_not_other_uses_of_the_same_tensor() {
        Tensor x = X.requiresGrad(true);
        assertThat(Autograd.vjp(y -> y.mul(x), x, Tensor.full(Shape.of(3), 1, DType.FLOAT64)).toDoubleArray())
                .containsExactly(1, 2, 3);
    }

    @Test
    void a_parameter_stays_frozen_and_apart_from_its_other_uses() {
        Parameter frozen = new Parameter(X).requiresGrad(false);
        assertThat(Autograd.vjp(y -> y.mul(frozen), frozen, X).toDoubleArray()).containsExactly(1, 4, 9);
        assertThat(frozen.requiresGrad()).isFalse();

        Parameter weight = new Parameter(X);
        assertThat(Tape.noGrad(() -> Autograd.vjp(y -> y.mul(weight), weight, X)).toDoubleArray())
                .containsExactly(1, 4, 9);
    }

    @Test
    void what_plays_no_part_has_a_derivative_of_zero() {
        assertThat(Autograd.jacobian(_ -> Tensor.of(new double[]{7}), X).toDoubleArray()).containsExactly(0, 0, 0);
        assertThat(Autograd.vjp(inputs -> List.of(inputs.get(0)), List.of(X, X), List.of(X)).get(1).toDoubleArray())
                .containsExactly(0, 0, 0);
        assertThat(Autograd.jvp(_ -> Tensor.of(new double[]{7}), X, X).toDoubleArray()).containsExactly(0);
        assertThat(Autograd.hessian(x -> x.sum(), X).toDoubleArray()).containsOnly(0);
    }

    @Test
    void several_inputs_and_outputs_are_pulled_back_and_pushed_forward_together() {
        Tensor a = Tensor.of(new double[]{1, 2, 3, 4}, 2, 2);
        Tensor b = Tensor.of(new double[]{5, 6, 7, 8}, 2, 2);
        var pushed = Autograd.jvp(in -> List.of(MatMulOp.matmul(in.get(0), in.get(1)), in.get(0).add(in.get(1))),
                List.of(a, b), List.of(b, a));
        // d(AB) = dA·B + A·dB = B·B + A·A;  d(A + B) = B + A
        assertThat(pushed.get(0).toDoubleArray()).containsExactly(67 + 7, 78 + 10, 91 + 15, 106 + 22);
        assertThat(pushed.get(1).toDoubleArray()).containsExactly(6, 8, 10, 12);
    }

    @Test
    void Jacobians_of_several_outputs_by_several_inputs_are_a_block_each() {
        Tensor a = Tensor.of(new double[]{1, 2, 3, 4}, 2, 2);
        Tensor b = Tensor.of(new double[]{5, 6});
        var blocks = Autograd.jacobian(in -> List.of(in.get(0).matmul(in.get(1)), in.get(1).mul(in.get(1)).sum()),
                List.of(a, b));
        assertThat(blocks).hasSize(2);
        // ∂(Ab)ᵢ/∂Aⱼₖ = bₖ where i = j;  ∂(Ab)ᵢ/∂bₖ = Aᵢₖ;  ∂(bᵀb)/∂A = 0;  ∂(bᵀb)/∂b = 2b
        assertThat(blocks.get(0).get(0).shape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(blocks.get(0).get(0).toDoubleArray()).containsExactly(5, 6, 0, 0, 0, 0, 5, 6);
        assertThat(blocks.get(0).get(1).toDoubleArray()).containsExactly(1, 2, 3, 4);
        assertThat(blocks.get(1).get(0).shape()).isEqualTo(Shape.of(2, 2));
        assertThat(blocks.get(1).get(0).toDoubleArray()).containsExactly(0, 0, 0, 0);
        assertThat(blocks.get(1).get(1).toDoubleArray()).containsExactly(10, 12);
    }

    @Test
    void Jacobians_by_columns_are_a_block_each_too() {
        Tensor s = Tensor.of(new double[]{3});
        Tensor t = Tensor.of(new double[]{2}).reshape();
        var blocks = Autograd.jacobian(in -> List.of(X.mul(in.get(0)), in.get(0).mul(in.get(1)).reshape(),
                X.reshape(3, 1), in.get(1)), List.of(s, t));
        // ∂(s·x)/∂s = x, ∂(st)/∂s = t, ∂(st)/∂t = s, ∂t/∂t = 1, and 0 else
        assertThat(blocks.get(0).get(0).shape()).isEqualTo(Shape.of(3, 1));
        assertThat(blocks.get(0).get(0).toDoubleArray()).containsExactly(1, 2, 3);
        assertThat(blocks.get(0).get(1).shape()).isEqualTo(Shape.of(3));
        assertThat(blocks.get(0).get(1).toDoubleArray()).containsExactly(0, 0, 0);
        assertThat(blocks.get(1).get(0).toDoubleArray()).containsExactly(2);
        assertThat(blocks.get(1).get(1).item()).isEqualTo(3);
        assertThat(blocks.get(2).get(0).shape()).isEqualTo(Shape.of(3, 1, 1));
        assertThat(blocks.get(2).get(0).toDoubleArray()).containsExactly(0, 0, 0);
        assertThat(blocks.get(3).get(0).toDoubleArray()).containsExactly(0);
        assertThat(blocks.get(3).get(1).item()).isEqualTo(1);
    }

    @Test
    void Jacobians_of_nothing_by_something_and_of_something_by_nothing_are_empty() {
        assertThat(Autograd.jacobian(x -> x.narrow(0, 0, 0), X).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(Autograd.jacobian(x -> x.sum().add(X), Tensor.of(new double[0])).shape()).isEqualTo(Shape.of(3, 0));
        assertThat(Autograd.jacobian(x -> x.mul(2), Tensor.of(new double[0])).shape()).isEqualTo(Shape.of(0, 0));
    }

    @Test
    void the_Hessian_of_several_inputs_has_a_block_for_each_pair() {
        Tensor a = Tensor.of(new double[]{2, 3});
        Tensor s = Tensor.of(new double[]{5});
        // f = s²·(a₀² + a₀a₁)
        Function<List<Tensor>, Tensor> f = in -> {
            Tensor a0 = in.get(0).narrow(0, 0, 1);
            Tensor a1 = in.get(0).narrow(0, 1, 1);
            return in.get(1).mul(in.get(1)).mul(a0.mul(a0).add(a0.mul(a1)));
        };
        var hessian = Autograd.hessian(f, List.of(a, s));
        assertThat(hessian.get(0).get(0).toDoubleArray()).containsExactly(2 * 25, 25, 25, 0);
        // ∂²f/∂a₀∂s = 2s·(2a₀ + a₁), ∂²f/∂a₁∂s = 2s·a₀, ∂²f/∂s² = 2·(a₀² + a₀a₁)
        assertThat(hessian.get(0).get(1).shape()).isEqualTo(Shape.of(2, 1));
        assertThat(hessian.get(0).get(1).toDoubleArray()).containsExactly(70, 20);
        assertThat(hessian.get(1).get(0).shape()).isEqualTo(Shape.of(1, 2));
        assertThat(hessian.get(1).get(0).toDoubleArray()).containsExactly(70, 20);
        assertThat(hessian.get(1).get(1).toDoubleArray()).containsExactly(20);

        var product = Autograd.hvp(f, List.of(a, s),
                List.of(Tensor.of(new double[]{1, -1}), Tensor.of(new double[]{2})));
        assertThat(product.get(0).toDoubleArray()).containsExactly(50 - 25 + 2 * 70, 25 + 2 * 20);
        assertThat(product.get(1).toDoubleArray()).containsExactly(70 - 20 + 2 * 20);
    }

    @Test
    void within_noGrad_they_work_and_are_not_recorded() {
        Tensor x = X.requiresGrad(true);
        Tensor product = Tape.noGrad(() -> Autograd.hvp(y -> y.mul(y).mul(y).sum(), x, X));
        // d²(Σx³) = 6x on the diagonal
        assertThat(product.toDoubleArray()).containsExactly(6, 24, 54);
        assertThat(product.requiresGrad()).isFalse();
        assertThat(Autograd.hvp(y -> y.mul(y).mul(y).sum(), x, X).requiresGrad()).isTrue();
    }

    @Test
    void wrong_vectors_are_refused_with_both_types() {
        assertThatThrownBy(() -> Autograd.jvp(x -> x, X, Tensor.of(new double[]{1})))
                .hasMessage("[jvp] input 0 is float64[3], but its tangent is float64[1]");
        assertThatThrownBy(() -> Autograd.vjp(x -> x, X, Tensor.of(new double[]{1})))
                .hasMessage("[vjp] output 0 is float64[3], but its cotangent is float64[1]");
        assertThatThrownBy(() -> Autograd.hvp(x -> x.sum(), X, X.sum()))
                .hasMessage("[hvp] input 0 is float64[3], but its vector is float64[]");
        assertThatThrownBy(() -> Autograd.hvp(in -> in.get(0).sum(), List.of(X, X), List.of(X)))
                .hasMessage("[hvp] 2 inputs need as many vectors, but 1 came");
        assertThatThrownBy(() -> Autograd.hessian(x -> x, X))
                .hasMessage("[hessian] needs a function with a scalar value, but it gave float64[3]; reduce it");
        assertThatThrownBy(() -> Autograd.hvp(x -> x, X, X))
                .hasMessage("[hvp] needs a function with a scalar value, but it gave float64[3]; reduce it");
    }

    @Test
    void outputs_and_inputs_that_have_no_derivatives_are_refused() {
        assertThatThrownBy(() -> Autograd.jacobian(in -> List.of(in.get(0), in.get(0).argmax(0)), List.of(X)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(
                        "[jacobian] output 1 is int64[] and has no derivative; leave it out, or convert it with to(DType.FLOAT32)");
        assertThatThrownBy(() -> Autograd.vjp(x -> X, Tensor.arange(3), X))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[requiresGrad] only float32 and float64 carry gradients, not int64[3]");
    }
}
