package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.gradus.core.Autograd;
import org.gradus.core.DType;
import org.gradus.core.GradOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

/** What values and gradients alone do not show: element types, bounds, errors, and derivatives at kinks. */
class ElementwiseOpsTest {

    private static final Tensor INTEGERS = Tensor.of(new long[]{-7, 0, 2, 5});
    private static final Tensor TRUTHS = Tensor.of(new boolean[]{true, false, true, false});

    @Test
    void integers_stay_integers_where_the_function_allows() {
        assertThat(INTEGERS.abs().toLongArray()).containsExactly(7, 0, 2, 5);
        assertThat(INTEGERS.sign().toLongArray()).containsExactly(-1, 0, 1, 1);
        assertThat(INTEGERS.square().toLongArray()).containsExactly(49, 0, 4, 25);
        assertThat(INTEGERS.clamp(-1, 3).toLongArray()).containsExactly(-1, 0, 2, 3);
        assertThat(ClampOp.clampMin(INTEGERS, 1).toLongArray()).containsExactly(1, 1, 2, 5);
        assertThat(INTEGERS.maximum(Tensor.of(new long[]{1})).toLongArray()).containsExactly(1, 1, 2, 5);
        assertThat(INTEGERS.minimum(Tensor.of(new long[]{1})).toLongArray()).containsExactly(-7, 0, 1, 1);
        assertThat(FmodOp.fmod(INTEGERS, 3).toLongArray()).containsExactly(-1, 0, 2, 2);
        assertThat(RemainderOp.remainder(INTEGERS, 3).toLongArray()).containsExactly(2, 0, 2, 2);
        assertThat(INTEGERS.floor().toLongArray()).containsExactly(-7, 0, 2, 5);
    }

    @Test
    void what_integers_cannot_hold_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(INTEGERS::sqrt)
                .withMessageStartingWith("[sqrt] needs float32 or float64, but came int64");
        assertThatIllegalArgumentException().isThrownBy(() -> RemainderOp.remainder(INTEGERS, 0))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> INTEGERS.clamp(0.5, 2)).withMessage(
                "[clamp] int64[4] holds whole numbers, but the bound is 0.5; convert the tensor with to(DType.FLOAT32)");
        assertThatIllegalArgumentException().isThrownBy(TRUTHS::abs)
                .withMessageStartingWith("[abs] needs numbers, but came bool");
    }

    @Test
    void a_float32_number_meets_the_bound_it_is_nearest_to() {
        Tensor x = Tensor.of(new float[]{0.1f, Math.nextUp(0.1f)}).requiresGrad(true);
        // 0.1f is above 0.1, but it is what float32 has for it
        assertThat(gradient(x.clamp(-1, 0.1), x)).containsExactly(1, 0);
        assertThat(gradient(HardtanhOp.hardtanh(x, -1, 0.1), x)).containsExactly(0, 0);
        assertThat(gradient(ThresholdOp.threshold(x, 0.1, 9), x)).containsExactly(0, 1);
        assertThat(gradient(HardshrinkOp.hardshrink(x, 0.1), x)).containsExactly(0, 1);
        assertThat(gradient(SoftshrinkOp.softshrink(x, 0.1), x)).containsExactly(0, 1);
        assertThat(x.gt(0.1).toBooleanArray()).containsExactly(false, true);
    }

    private static float[] gradient(Tensor y, Tensor x) {
        return Autograd.grad(y.sum(), x).get(0).toFloatArray();
    }

    @Test
    void integers_and_truths_are_compared_with_any_number() {
        assertThat(INTEGERS.gt(1.5).toBooleanArray()).containsExactly(false, false, true, true);
        assertThat(INTEGERS.lt(2.5).toBooleanArray()).containsExactly(true, true, true, false);
        assertThat(INTEGERS.eq(2).toBooleanArray()).containsExactly(false, false, true, false);
        assertThat(INTEGERS.ne(2).toBooleanArray()).containsExactly(true, true, false, true);
        assertThat(INTEGERS.ge(2).toBooleanArray()).containsExactly(false, false, true, true);
        assertThat(INTEGERS.le(0).toBooleanArray()).containsExactly(true, true, false, false);
        assertThat(TRUTHS.eq(1).toBooleanArray()).containsExactly(true, false, true, false);
    }

    @Test
    void truth_values_are_combined_and_broadcast() {
        Tensor column = Tensor.of(new boolean[]{true, false}, 2, 1);
        assertThat(TRUTHS.logicalAnd(column).toBooleanArray())
                .containsExactly(true, false, true, false, false, false, false, false);
        assertThat(TRUTHS.logicalOr(column).toBooleanArray())
                .containsExactly(true, true, true, true, true, false, true, false);
        assertThat(TRUTHS.logicalXor(column).toBooleanArray())
                .containsExactly(false, true, false, true, true, false, true, false);
        assertThat(TRUTHS.logicalNot().toBooleanArray()).containsExactly(false, true, false, true);
        assertThatIllegalArgumentException().isThrownBy(() -> TRUTHS.logicalAnd(INTEGERS))
                .withMessageStartingWith("[logicalAnd] needs bool, but came int64");
    }

    @Test
    void what_is_no_ordinary_number_is_found() {
        Tensor x = Tensor.of(new float[]{Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0,
                Float.MAX_VALUE});
        assertThat(x.isNan().toBooleanArray()).containsExactly(true, false, false, false, false);
        assertThat(Finiteness.isInf(x).toBooleanArray()).containsExactly(false, true, true, false, false);
        assertThat(x.isFinite().toBooleanArray()).containsExactly(false, false, false, true, true);
        assertThat(INTEGERS.isFinite().toBooleanArray()).containsOnly(true);
        assertThat(INTEGERS.isNan().toBooleanArray()).containsOnly(false);
        assertThat(Finiteness.isInf(TRUTHS).toBooleanArray()).containsOnly(false);
    }

    @Test
    void where_takes_any_type_and_broadcasts_three_ways() {
        Tensor column = Tensor.of(new boolean[]{true, false}, 2, 1);
        long large = Long.MAX_VALUE;
        assertThat(WhereOp.where(column, Tensor.of(new long[]{large, 1}), Tensor.of(new long[]{2})).toLongArray())
                .containsExactly(large, 1, 2, 2);
        assertThat(WhereOp.where(column, TRUTHS, TRUTHS.logicalNot()).shape()).isEqualTo(Shape.of(2, 4));
        assertThat(WhereOp.where(column, TRUTHS, TRUTHS.logicalNot()).toBooleanArray())
                .containsExactly(true, false, true, false, false, true, false, true);
        assertThat(WhereOp.where(TRUTHS, Tensor.of(new double[]{1, 2, 3, 4}), -1).toDoubleArray())
                .containsExactly(1, -1, 3, -1);
    }

    @Test
    void where_lets_no_gradient_into_what_was_not_taken_not_even_times_infinity() {
        Tensor x = Tensor.of(new double[]{0, 4}).requiresGrad(true);
        // √ has an infinite slope at 0, but 0 is not taken from it
        Tensor y = WhereOp.where(x.gt(0), WhereOp.where(x.gt(0), x, 1).sqrt(), 0);
        assertThat(Autograd.grad(y.sum(), x).get(0).toDoubleArray()).containsExactly(0, 0.25);
    }

    @Test
    void where_says_what_does_not_fit() {
        assertThatIllegalArgumentException().isThrownBy(() -> WhereOp.where(INTEGERS, INTEGERS, INTEGERS))
                .withMessageStartingWith("[where] the condition must be bool, but is int64");
        assertThatIllegalArgumentException().isThrownBy(() -> WhereOp.where(TRUTHS, INTEGERS, Tensor.ones(4)))
                .withMessageStartingWith("[where] operands are int64[4] and float32[4]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WhereOp.where(TRUTHS, Tensor.ones(3), Tensor.ones(3)))
                .withMessageStartingWith("[where]");
    }

    @Test
    void second_derivatives_of_a_power_at_0_are_numbers() {
        Tensor a = Tensor.of(new double[]{0, 0, 0, 3}).requiresGrad(true);
        Tensor b = Tensor.of(new double[]{0, 1, 2, 0}).requiresGrad(true);
        List<Tensor> first = Autograd.grad(List.of(a.pow(b).sum()), List.of(a, b),
                GradOptions.DEFAULT.withCreateGraph(true));
        // ∂²aᵇ/∂a² = b(b − 1)aᵇ⁻²
        assertThat(derivative(first.get(0), a)).containsExactly(0, 0, 2, -0.0);
        // ∂²aᵇ/∂b² = aᵇ·(ln a)², the limit 0 at a = 0
        assertThat(derivative(first.get(1), b)).containsExactly(0, 0, 0, Math.log(3) * Math.log(3));
        // ∂²aᵇ/∂a∂b = aᵇ⁻¹·(1 + b·ln a) = 1/3 at (3, 0)
        assertThat(derivative(first.get(0), b)[3]).isEqualTo(1.0 / 3);
    }

    private static double[] derivative(Tensor y, Tensor x) {
        return Autograd.grad(List.of(y.sum()), List.of(x), GradOptions.DEFAULT.withRetainGraph(true)).get(0)
                .toDoubleArray();
    }

    @Test
    void erfc_and_gelu_keep_their_digits_in_the_tail() {
        Tensor x = Tensor.of(new double[]{-10});
        // Φ(−10) = 7.6198530241605260660e−24
        assertThat(GeluOp.gelu(x).item()).isCloseTo(-7.619853024160526e-23,
                withinPercentage(1e-12));
    }

    @Test
    void glu_halves_an_even_dimension() {
        Tensor x = Tensor.of(new float[]{1, 2, 0, 0}, 1, 4);
        assertThat(Activations.glu(x, -1).toFloatArray()).containsExactly(0.5f, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> Activations.glu(Tensor.ones(2, 3), 1))
                .withMessage("[glu] dimension 1 of [2,3] is halved, so it must be even, but is 3");
    }

    @Test
    void prelu_needs_a_slope_for_each_channel() {
        Tensor x = Tensor.of(new float[]{-1, -2, -3, 4}, 1, 2, 2);
        assertThat(PreluOp.prelu(x, Tensor.of(new float[]{0.5f, 2})).toFloatArray()).containsExactly(-0.5f, -1, -6, 4);
        assertThatIllegalArgumentException().isThrownBy(() -> PreluOp.prelu(x, Tensor.ones(3)))
                .withMessageStartingWith("[prelu] weight [3] needs one slope");
        assertThatIllegalArgumentException().isThrownBy(() -> PreluOp.prelu(Tensor.ones(3), Tensor.ones(3)))
                .withMessageStartingWith("[prelu]");
    }

    @Test
    void numbers_out_of_range_are_named() {
        assertThatIllegalArgumentException().isThrownBy(() -> SoftshrinkOp.softshrink(Tensor.ones(1), -1))
                .withMessage("[softshrink] lambda must not be negative, but is -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> HardtanhOp.hardtanh(Tensor.ones(1), 2, 1))
                .withMessage("[hardtanh] the bounds must be in order, but are 2.0 and 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> EluOp.celu(Tensor.ones(1), 0))
                .withMessage("[celu] alpha must not be 0");
        assertThatIllegalArgumentException().isThrownBy(() -> SoftplusOp.softplus(Tensor.ones(1), 0, 1))
                .withMessage("[softplus] beta must not be 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.ones(1).clamp(Double.NaN, 1))
                .withMessage("[clamp] a bound must be a number, but is NaN");
    }

    @Test
    void a_step_may_be_anything_at_0_and_teaches_nothing() {
        Tensor x = Tensor.of(new double[]{-1, -0.0, 0, 1, Double.NaN}).requiresGrad(true);
        assertThat(StepOp.step(x).toDoubleArray()).containsExactly(0, 1, 1, 1, 0);
        assertThat(StepOp.heaviside(x, 0.5).toDoubleArray()).containsExactly(0, 0.5, 0.5, 1, 0);
        StepOp.step(x).sum().backward();
        assertThat(x.grad()).isNull();
    }

    @Test
    void functions_keep_the_element_type() {
        Tensor x = Tensor.of(new float[]{0.25f, 0.5f});
        assertThat(x.sin().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(x.to(DType.FLOAT64).sin().dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Log2Op.log2(Tensor.of(new float[]{8, 0x1p-140f})).toFloatArray()).containsExactly(3, -140);
    }
}
