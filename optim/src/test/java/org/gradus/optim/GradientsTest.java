package org.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class GradientsTest {

    private static Parameter withGradient(double... gradient) {
        Parameter parameter = new Parameter(Tensor.of(new double[gradient.length]));
        parameter.setGrad(Tensor.of(gradient));
        return parameter;
    }

    private static double[] gradient(Parameter parameter) {
        return parameter.grad().toDoubleArray();
    }

    @Test
    void gradients_shrink_together_to_the_norm_that_is_allowed() {
        Parameter p = withGradient(3, 0);
        Parameter q = withGradient(0, -4, 12);
        assertThat(Gradients.clipGradNorm(List.of(p, q), 6.5)).isCloseTo(13, within(1e-12)); // √(9 + 16 + 144)
        assertThat(gradient(p)).containsExactly(new double[]{1.5, 0}, within(1e-6));
        assertThat(gradient(q)).containsExactly(new double[]{0, -2, 6}, within(1e-6));
        assertThat(gradient(p)[0]).isCloseTo(3 * (6.5 / (13 + 1e-6)), within(1e-12)).isNotCloseTo(1.5, within(1e-8));
    }

    @Test
    void gradients_within_the_bound_stay_as_they_are() {
        Parameter p = withGradient(3, -4);
        Tensor before = p.grad();
        assertThat(Gradients.clipGradNorm(List.of(p), 5.1)).isEqualTo(5);
        assertThat(p.grad()).isSameAs(before);
    }

    @Test
    void norms_of_other_orders_measure_all_gradients_as_one_vector() {
        List<Parameter> parameters = List.of(withGradient(3, -1), withGradient(-4));
        assertThat(Gradients.totalNorm(parameters, 1)).isEqualTo(8);
        assertThat(Gradients.totalNorm(parameters, Double.POSITIVE_INFINITY)).isEqualTo(4);
        assertThat(Gradients.totalNorm(parameters, 3)).isCloseTo(Math.cbrt(27 + 1 + 64), within(1e-12));
        var largest = ClipNormOptions.DEFAULT.withNormType(Double.POSITIVE_INFINITY);
        assertThat(Gradients.clipGradNorm(parameters, 2, largest)).isEqualTo(4);
        assertThat(gradient(parameters.get(0))).containsExactly(new double[]{1.5, -0.5}, within(1e-6));
        assertThat(gradient(parameters.get(1))).containsExactly(new double[]{-2}, within(1e-6));
    }

    @Test
    void parameters_without_a_gradient_do_not_count() {
        Parameter idle = new Parameter(Tensor.of(new double[]{1}));
        Parameter frozen = new Parameter(Tensor.of(new double[]{1})).requiresGrad(false);
        assertThat(Gradients.clipGradNorm(List.of(idle, frozen), 1)).isZero();
        assertThat(Gradients.clipGradNorm(List.of(idle, frozen, withGradient(2)), 1)).isEqualTo(2);
        assertThat(idle.grad()).isNull();
    }

    @Test
    void a_norm_that_is_not_finite_is_an_error_if_so_wished_and_otherwise_clips_all_the_same() {
        var strict = ClipNormOptions.DEFAULT.withErrorIfNonFinite(true);
        Parameter p = withGradient(1, Double.NaN);
        assertThatThrownBy(() -> Gradients.clipGradNorm(List.of(p), 1, strict)).isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("[clipGradNorm] the norm of order 2.0 of all gradients is NaN");
        assertThat(gradient(p)).containsExactly(1, Double.NaN);
        assertThat(Gradients.clipGradNorm(List.of(p), 1)).isNaN();
        assertThat(gradient(p)).containsExactly(Double.NaN, Double.NaN);
        Parameter q = withGradient(1, Double.POSITIVE_INFINITY);
        assertThat(Gradients.clipGradNorm(List.of(q), 1)).isInfinite(); // 1/∞ = 0, and 0·∞ is NaN, as in PyTorch
        assertThat(gradient(q)).containsExactly(0, Double.NaN);
    }

    @Test
    void elements_are_kept_within_a_value() {
        Parameter p = withGradient(3, -4, 0.5);
        Gradients.clipGradValue(List.of(p), 1);
        assertThat(gradient(p)).containsExactly(1, -1, 0.5);
    }

    @Test
    void bad_bounds_are_echoed() {
        assertThatIllegalArgumentException().isThrownBy(() -> Gradients.clipGradNorm(List.of(), -1))
                .withMessage("[clipGradNorm] maxNorm must be positive or zero, but is -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> Gradients.clipGradValue(List.of(), Double.NaN))
                .withMessage("[clipGradValue] clipValue must be positive or zero, but is NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> ClipNormOptions.DEFAULT.withNormType(0))
                .withMessage("[clipGradNorm] the norm's order must be positive, but is 0.0");
    }
}
