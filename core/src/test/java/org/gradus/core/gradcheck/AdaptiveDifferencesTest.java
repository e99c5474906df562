package org.gradus.core.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.Differences.Adaptive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions at which differences of a fixed step go astray, with their right gradients and with wrong ones. */
class AdaptiveDifferencesTest {

    private static final DoubleUnaryOperator ZERO = _ -> 0;

    private int calls;

    private static Tensor x(double... values) {
        return Tensor.of(values).requiresGrad(true);
    }

    private GradCheckReport check(DoubleUnaryOperator f, DoubleUnaryOperator slope, double... at) {
        return check(new Formula(f, slope)::apply, at);
    }

    private GradCheckReport check(Function<Tensor, Tensor> function, double... at) {
        calls = 0;
        return GradCheck.check(x -> {
            calls++;
            return function.apply(x);
        }, x(at));
    }

    private static DoubleUnaryOperator times(double factor, DoubleUnaryOperator f) {
        return x -> factor * f.applyAsDouble(x);
    }

    /** A number in [−1, 1] that has nothing to do with that of a neighbour. */
    private static double noise(double x) {
        long bits = Double.doubleToLongBits(x) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ bits >>> 29) * 0xBF58476D1CE4E5B9L;
        return (bits >> 11) * 0x1p-52;
    }

    private static void assertRight(GradCheckReport report) {
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASSED);
    }

    private static void assertWrong(GradCheckReport report) {
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.FAILED);
    }

    private static void assertNotToBeTold(GradCheckReport report) {
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.passed()).isFalse();
        assertThat(report.toString()).contains("whether the gradients are right is not to be told", ", inconclusive",
                "the function may be noisy, or jump, or have a pole");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e8, 1e-8, 1e150, 1e-150, 1e-300, -3})
    void no_scale_is_special(double scale) {
        double[] at = {1.3, -0.7, 0, 1e-9, 1e9};

        assertRight(check(x -> scale * x, _ -> scale, at));
        assertWrong(check(x -> scale * x, _ -> scale * (1 + 1e-7), at));
        assertRight(check(times(scale, Math::exp), times(scale, Math::exp), 0.3, -2, 0));
        assertWrong(check(times(scale, Math::exp), times(scale * (1 + 1e-7), Math::exp), 0.3, -2, 0));
    }

    @Test
    void two_evaluations_an_element_are_enough_for_what_is_straight() {
        assertRight(check(x -> 3 * x, _ -> 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));

        // Two for each of 10 elements and for the random direction, and seven for Taylor's remainder; the rest are the value,
        // its gradients, the check that both repeat, how large numbers become, the second use and the product J·v.
        assertThat(calls).isLessThanOrEqualTo(2 * 11 + 7 + 11);
    }

    @Test
    void a_wrong_gradient_costs_a_few_evaluations_more() {
        assertWrong(check(x -> 3 * x, _ -> 4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));

        // Some for several steps, and eight to see what rounding does.
        assertThat(calls).isLessThan(22 * 11);
    }

    @Test
    void a_great_curvature_is_followed() {
        DoubleUnaryOperator exp20 = x -> Math.exp(20 * x);
        double[] at = {1.3, -0.7, 0, 30};

        assertRight(check(exp20, times(20, exp20), at));
        assertWrong(check(exp20, times(20 * (1 + 1e-6), exp20), at));
        assertRight(check(x -> 1e10 * x * x + x, x -> 2e10 * x + 1, 0, 1e-10, 1));
        assertWrong(check(x -> 1e10 * x * x + x, x -> 2e10 * x, 0));
    }

    @Test
    void steps_become_smaller_than_a_period() {
        for (double frequency : new double[]{1e3, 1e5, 1e7}) {
            double[] at = {0, 0.3, 1, 2.7};
            DoubleUnaryOperator wave = x -> Math.sin(frequency * x);

            assertRight(check(wave, x -> frequency * Math.cos(frequency * x), at));
            assertWrong(check(wave, x -> 1.0001 * frequency * Math.cos(frequency * x), at));
        }
    }

    @Test
    void a_wave_that_every_step_meets_at_a_zero_does_not_hide_behind_it() {
        // sin(2π·1024·x) is 0 at 1 ± 2⁻ᵏ for every k up to 10; along a random direction it is not.
        assertWrong(check(x -> Math.sin(2 * Math.PI * 1024 * x), ZERO, 1));
    }

    @Test
    void poles_may_be_near() {
        double[] at = {1e-3, 1e-6, -1e-9, 1e-12, 2};

        assertRight(check(x -> 1 / x, x -> -1 / (x * x), at));
        assertWrong(check(x -> 1 / x, x -> -1.00001 / (x * x), at));
        assertRight(check(Math::log, x -> 1 / x, 1e-3, 1e-6, 1e-9, 2));
        assertRight(check(Tensor::log, 1e-3, 1e-6, 1e-9, 2));
    }

    @Test
    void constants_have_slope_zero_exactly() {
        assertRight(check(_ -> 3, ZERO, 1, 0, -5));
        assertWrong(check(_ -> 3, _ -> 1e-9, 1));
        assertRight(check(x -> x * x * x, x -> 3 * x * x, 0, 1e-9));
        assertWrong(check(x -> x * x * x, _ -> 1e-6, 0));
    }

    @Test
    void noise_that_hides_the_slope_leaves_it_untold() {
        assertNotToBeTold(check(x -> x + 1e-3 * noise(x), _ -> 1, 1.1, 2.3, 0.4));
        assertNotToBeTold(check(x -> 1e-3 * noise(x), ZERO, 1.1, 2.3, 0.4));
    }

    @Test
    void little_noise_is_allowed_for() {
        assertRight(check(x -> x + 1e-9 * noise(x), _ -> 1, 1.1, 2.3, 0.4));
        assertWrong(check(x -> x + 1e-9 * noise(x), _ -> 1.001, 1.1, 2.3, 0.4));
    }

    @Test
    void a_float32_on_the_way_is_noise_but_no_excuse() {
        assertRight(check(x -> x.to(DType.FLOAT32).to(DType.FLOAT64), 1.1, -0.3, 2));
        assertWrong(check(x -> x.detach().to(DType.FLOAT32).to(DType.FLOAT64), 1.1, -0.3, 2));
    }

    @Test
    void cancellation_on_the_way_is_noise_but_no_excuse() {
        assertRight(check(x -> x.mul(3.7).add(1e8).sub(1e8), 1.1, -0.3, 2));
        assertWrong(check(x -> x.mul(3.7).add(1e8).sub(1e8).mul(1.001).sub(x.detach().mul(0.0037)), 1.1, -0.3, 2));
    }

    @Test
    void sums_that_do_not_depend_on_anything_have_slope_zero_but_for_rounding() {
        assertRight(check(x -> x.softmax(0).sum(), 1, 2, 3));
        assertRight(check(x -> x.sub(x.mean()).sum(), 1.1, 2.3, 3.7));
        assertWrong(check(x -> x.sub(x.detach().mean()).sum(), 1.1, 2.3, 3.7));
    }

    @Test
    void a_slope_that_moves_the_value_by_less_than_its_rounding_is_held_to_that() {
        assertRight(
                check(x -> 1 / (1 + Math.exp(-x)), x -> Math.exp(-x) / Math.pow(1 + Math.exp(-x), 2), 40, 30, -40, 20));
        assertRight(check(x -> 1e8 + 1e-8 * x, _ -> 1e-8, 1.1));
        assertRight(check(x -> 1e8 + 1e-3 * x, _ -> 1e-3, 1.1));
        assertWrong(check(x -> 1e8 + 1e-3 * x, _ -> 1.1e-3, 1.1));
    }

    @Test
    void values_and_slopes_that_are_not_finite_never_pass() {
        assertNotToBeTold(check(_ -> Double.NaN, _ -> 1, 1));
        assertNotToBeTold(check(Tensor::log, -1));
        assertWrong(check(x -> x, _ -> Double.NaN, 1));
        assertWrong(check(ZERO, _ -> Double.NaN, 1));
        assertWrong(check(x -> x, _ -> Double.POSITIVE_INFINITY, 1));
    }

    @Test
    void a_slope_that_does_not_exist_is_not_to_be_told() {
        assertNotToBeTold(check(Math::cbrt, x -> 1 / (3 * Math.cbrt(x * x)), 0));
        assertNotToBeTold(check(Tensor::sqrt, 0));
        assertNotToBeTold(check(x -> x == 0 ? 0 : x * Math.sin(1 / x),
                x -> x == 0 ? 0 : Math.sin(1 / x) - Math.cos(1 / x) / x, 0));
    }

    @Test
    void a_function_that_refuses_points_is_checked_within_its_domain() {
        Function<Tensor, Tensor> logit = p -> {
            for (double each : p.toDoubleArray()) {
                if (each < 0 || each > 1) {
                    throw new IllegalArgumentException(each + " is no probability");
                }
            }
            return p.log().sub(p.neg().add(1).log());
        };

        assertRight(check(logit, 1e-3, 1 - 1e-6, 0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(p -> logit.apply(p.sub(0.5).mul(1e12).add(0.5)), 0.5))
                .withMessageEndingWith("is no probability");
    }

    @Test
    void precision_and_coarsest_estimate_are_those_asked_for() {
        Function<Tensor, Tensor> noisy = new Formula(x -> x + 1e-6 * noise(x), _ -> 1)::apply;
        Adaptive strict = Adaptive.DEFAULT.withPrecision(1e-9);

        assertThat(GradCheck.check(noisy, x(1.1)).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(GradCheck.check(noisy, x(1.1), GradCheckOptions.DEFAULT
                .withDifferences(strict.withCoarsest(1e-8))).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(GradCheck.check(Tensor::exp, x(1.1), GradCheckOptions.DEFAULT.withDifferences(strict)).toString())
                .contains("adaptive steps, precision 1.0E-9");
    }

    @Test
    void the_report_holds_every_derivative_with_its_error() {
        GradCheckReport report = GradCheck.check(in -> List.of(in.get(0).exp(), in.get(0).mul(in.get(1)).sum()),
                List.of(x(0.5, 2), x(3, -1)));

        DenseJacobian dense = report.orders().get(0).dense().orElseThrow();
        assertThat(dense.outputs()).extracting(Part::name).containsExactly("output 0", "output 1");
        assertThat(dense.inputs()).extracting(Part::name).containsExactly("input 0", "input 1");
        assertThat(dense.rows()).isEqualTo(3);
        assertThat(dense.columns()).isEqualTo(4);
        assertThat(dense.analytic()).isEqualTo(ImmutableDoubleArray.of(Math.exp(0.5), 0, 0, 0, 0, Math.exp(2), 0, 0, 3,
                -1, 0.5, 2));
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                assertThat(dense.error(row, column)).isCloseTo(0, within(1e-7));
            }
        }
        assertThat(dense.uncertainty().stream().max().orElseThrow()).isBetween(0.0, 1e-5);
        assertThat(Part.place(dense.inputs(), 3)).hasToString("input 1 [1]");
    }

    @Test
    void derivatives_that_did_not_pass_are_listed_wrong_ones_first() {
        DoubleUnaryOperator partlyNoisy = x -> x > 2 ? x + 1e-3 * noise(x) : x;
        JacobianReport report = check(partlyNoisy, x -> x < 1 ? 2 : 1, 0.5, 1.5, 3).orders().get(0);

        assertThat(report.elements()).isEqualTo(new Tally(9, 1, 1));
        assertThat(report.worst()).filteredOn(each -> each.input().number() == 0).extracting(Derivative::verdict)
                .containsExactly(Verdict.FAILED, Verdict.INCONCLUSIVE);
        assertThat(report.worst().get(0).slope().error()).isLessThan(1e-9);
    }
}
