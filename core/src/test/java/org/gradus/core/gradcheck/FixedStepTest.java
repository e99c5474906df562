package org.gradus.core.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.Differences.FixedStep;
import org.junit.jupiter.api.Test;

/** PyTorch's rule, and where it errs and adaptive differences do not. */
class FixedStepTest {

    private static final GradCheckOptions PYTORCH = GradCheckOptions.fixedStep();

    private static Tensor x(double... values) {
        return Tensor.of(values).requiresGrad(true);
    }

    private static GradCheckOptions options(FixedStep differences) {
        return PYTORCH.withDifferences(differences);
    }

    @Test
    void the_numbers_are_pytorch_s() {
        assertThat(PYTORCH.differences()).isEqualTo(new FixedStep(1e-6, 1e-5, 1e-3));
        GradCheckReport report = GradCheck.check(Tensor::exp, x(0.5, -1), PYTORCH.withOrder(2)).assertCorrect();

        assertThat(report.toString())
                .startsWith("[gradCheck] the gradients are right (eps 1.0E-6, atol 1.0E-5, rtol 0.001, seed 0)");
        assertThat(report.worstAbsolute().orElseThrow().absoluteError()).isGreaterThan(0).isLessThan(1e-8);
    }

    @Test
    void tolerances_and_step_are_those_asked_for() {
        Function<Tensor, Tensor> cube = x -> x.mul(x).mul(x);
        // The central difference of x³ exceeds 3x² by ε².
        FixedStep coarse = FixedStep.DEFAULT.withEps(0.1).withRtol(0);

        assertThat(GradCheck.check(cube, x(1), options(coarse.withAtol(0.009))).passed()).isFalse();
        GradCheckReport report = GradCheck.check(cube, x(1), options(coarse.withAtol(0.011)));
        assertThat(report.passed()).isTrue();
        assertThat(report.worstAbsolute().orElseThrow().absoluteError()).isCloseTo(0.01, within(1e-12));
        assertThat(GradCheck.check(cube, x(1), options(coarse.withAtol(0).withRtol(0.01 / 2.9))).passed()).isTrue();
        assertThat(GradCheck.check(cube, x(1), options(coarse.withAtol(0).withRtol(0.01 / 3.1))).passed()).isFalse();
    }

    @Test
    void relative_errors_of_values_below_atol_over_rtol_are_left_out() {
        GradCheckReport report = GradCheck.check(x -> x.mul(x), x(0.001), PYTORCH);

        assertThat(report.worstRelative()).isEmpty();
        assertThat(report.worstAbsolute()).isPresent();
    }

    @Test
    void a_wrong_gradient_below_the_absolute_tolerance_passes_here_and_fails_with_adaptive_steps() {
        Function<Tensor, Tensor> tiny = new Formula(x -> 1e-8 * x, _ -> 2e-8)::apply;

        assertThat(GradCheck.check(tiny, x(1, 2), PYTORCH).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(GradCheck.check(tiny, x(1, 2)).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void a_right_gradient_of_great_curvature_fails_here_and_passes_with_adaptive_steps() {
        // The central difference of sin(10⁶·x) with a step of 10⁻⁶ is sin(1) of the slope.
        Function<Tensor, Tensor> steep = new Formula(x -> Math.sin(1e6 * x), x -> 1e6 * Math.cos(1e6 * x))::apply;

        assertThat(GradCheck.check(steep, x(0.3), PYTORCH).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(GradCheck.check(steep, x(0.3)).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_right_gradient_of_large_values_drowns_in_rounding_here_and_passes_with_adaptive_steps() {
        // Rounding of 10⁸ is up to 7·10⁻⁹, in the difference 7·10⁻³ of a slope of 1.
        Function<Tensor, Tensor> large = new Formula(x -> 1e8 + x, _ -> 1)::apply;

        assertThat(GradCheck.check(large, x(0.3, 0.7, 1.9), PYTORCH).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(GradCheck.check(large, x(0.3, 0.7, 1.9)).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_kink_fails_here_and_is_seen_with_adaptive_steps() {
        assertThat(GradCheck.check(Tensor::relu, x(0), PYTORCH).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(GradCheck.check(Tensor::relu, x(0)).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void nan_never_passes() {
        assertThat(GradCheck.check(Tensor::log, x(-1), PYTORCH).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void a_point_that_the_function_refuses_is_the_caller_s_fault() {
        assertThatIllegalArgumentException().isThrownBy(() -> GradCheck.check(in -> {
            if (in.get(0).item() > 1) {
                throw new IllegalArgumentException("above 1");
            }
            return List.of(in.get(0).exp());
        }, List.of(x(1)), PYTORCH)).withMessage("above 1");
    }

    @Test
    void numbers_out_of_range_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FixedStep.DEFAULT.withEps(0))
                .withMessage("[gradCheck] eps must be positive and finite, but is 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> FixedStep.DEFAULT.withEps(Double.NaN))
                .withMessageContaining("eps");
        assertThatIllegalArgumentException().isThrownBy(() -> FixedStep.DEFAULT.withAtol(-1))
                .withMessage("[gradCheck] atol must be finite and not negative, but is -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> FixedStep.DEFAULT.withRtol(-1))
                .withMessage("[gradCheck] rtol must be finite and not negative, but is -1.0");
    }
}
