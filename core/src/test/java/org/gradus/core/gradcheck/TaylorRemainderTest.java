package org.gradus.core.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.Fault.Law;
import org.junit.jupiter.api.Test;

class TaylorRemainderTest {

    private static JacobianReport check(DoubleUnaryOperator f, DoubleUnaryOperator slope, double... at) {
        return GradCheck.check(x -> new Formula(f, slope).apply(x), Tensor.of(at).requiresGrad(true)).orders().get(0);
    }

    @Test
    void it_shrinks_with_the_square_of_the_step_where_the_gradient_is_right() {
        JacobianReport report = check(Math::exp, Math::exp, 0.3, -1);

        assertThat(report.taylor().orElseThrow().order()).isCloseTo(2, within(0.01));
        assertThat(report.toString()).contains("Taylor remainder of order 2.00");
    }

    @Test
    void it_shrinks_with_the_cube_where_there_is_no_curvature() {
        // sin(h) = h − h³/6 + …
        assertThat(check(Math::sin, Math::cos, 0).taylor().orElseThrow().order()).isCloseTo(3, within(0.05));
    }

    @Test
    void it_shrinks_with_the_step_where_the_gradient_is_wrong_which_is_a_fault_of_its_own() {
        JacobianReport report = check(Math::exp, x -> 1.01 * Math.exp(x), 0.3, -1);

        assertThat(report.taylor().orElseThrow().order()).isCloseTo(1, within(0.01));
        assertThat(report.faults()).extracting(Fault::law).contains(Law.APPROXIMATES);
    }

    @Test
    void what_rounding_to_float32_leaves_is_no_fault() {
        GradCheckReport report = GradCheck.check(x -> x.to(DType.FLOAT32).to(DType.FLOAT64).square(),
                Tensor.of(new double[]{0.3, -1.7, 11}).requiresGrad(true));

        assertThat(report.orders().get(0).faults()).isEmpty();
    }

    @Test
    void there_is_none_of_what_is_straight() {
        assertThat(check(x -> 3 * x, _ -> 3, 1, 2).taylor()).isEmpty();
    }

    @Test
    void a_kink_at_the_point_is_no_fault() {
        JacobianReport report = check(x -> Math.max(x, 0) + x * x, x -> (x > 0 ? 1 : 0) + 2 * x, 0, 1);

        assertThat(report.faults()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    }
}
