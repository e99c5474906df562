package org.gradus.core.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.HardtanhOp;
import org.gradus.core.op.MaxPool2dOp;
import org.gradus.core.op.StepOp;
import org.gradus.core.op.WhereOp;
import org.junit.jupiter.api.Test;

/** Kinks, ties and jumps, exactly at the inputs and close to them, known to the ops and not. */
class KinksAreSeenTest {

    private static Tensor x(double... values) {
        return Tensor.of(values).requiresGrad(true);
    }

    private static JacobianReport check(Function<Tensor, Tensor> function, double... at) {
        return GradCheck.check(function, x(at)).orders().get(0);
    }

    private static void assertRight(Function<Tensor, Tensor> function, double... at) {
        JacobianReport report = check(function, at);
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASSED);
    }

    private static Derivative assertWrong(Function<Tensor, Tensor> function, double... at) {
        JacobianReport report = check(function, at);
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.FAILED);
        return report.worst().stream().filter(each -> each.input().number() == 0).findFirst().orElseThrow();
    }

    private static void assertNotToBeTold(Function<Tensor, Tensor> function, double... at) {
        JacobianReport report = check(function, at);
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    /** A ReLU, with a slope at 0 that is given, and with the ReLU's own at 0. */
    private static Function<Tensor, Tensor> relu(double atZero) {
        return x -> {
            Tensor right = x.relu();
            Tensor wrong = new Formula(_ -> 0, y -> y == 0 ? atZero : 0).apply(x);
            return right.add(wrong);
        };
    }

    @Test
    void at_a_kink_every_value_between_the_slopes_is_right() {
        for (double slope : new double[]{0, 0.25, 0.5, 1}) {
            assertRight(relu(slope), 0, 1, -1);
        }
    }

    @Test
    void at_a_kink_a_value_outside_of_the_slopes_is_wrong() {
        Derivative two = assertWrong(relu(2), 0, 1, -1);
        assertThat(two.slope().isKink()).isTrue();
        assertThat(two.slope().low()).isZero();
        assertThat(two.slope().high()).isEqualTo(1);
        assertThat(two.numeric()).isEqualTo(1);
        assertThat(two.toString()).contains("analytic 2.0, numeric between 0.0 and 1.0 ± ", ", error 1.0");
        assertWrong(relu(1.0001), 0);
        assertWrong(relu(-0.0001), 0);
    }

    @Test
    void kinks_close_to_the_inputs_are_stepped_up_to() {
        assertRight(Tensor::relu, 1e-4, -1e-4, 1e-8, -1e-8, 1e-12, -1e-12, 1);
        assertRight(Tensor::abs, 1e-4, -1e-4, 1e-8, -1e-8, 1e-12, -1e-12, 1);
        assertWrong(x -> x.relu().add(new Formula(_ -> 0, y -> y == 1e-8 ? -1 : 0).apply(x)), 1e-8, 1);
    }

    @Test
    void bounds_belong_to_either_side() {
        assertRight(x -> x.clamp(-1, 1), -1, 1, 0);
        assertRight(HardtanhOp::hardtanh, -1, 1, 0);
        assertRight(x -> x.maximum(Tensor.of(new double[]{1, 2})), 1, 2);
        assertRight(x -> x.norm(2), 0, 0, 0);
        assertRight(x -> x.norm(1), 0, -0.5, 1);
        assertRight(x -> x.norm(Double.POSITIVE_INFINITY), 1, -1, 0.5, 1);
    }

    @Test
    void ties_may_be_broken_either_way_or_shared() {
        assertRight(x -> x.max(0).values(), 1, 2, 2, 2);
        assertRight(x -> x.amax(), 1, 2, 2, 2);
        assertRight(x -> x.median(), 1, 2, 2, 2, 1);
        assertRight(x -> MaxPool2dOp.maxPool2d(x.reshape(1, 1, 2, 4), MaxPoolOptions.kernel(2)), 7, 7, 1, 2, 7, 7, 2,
                2);
        assertRight(x -> MaxPool2dOp.maxPool2d(x.reshape(1, 1, 3, 3), MaxPoolOptions.kernel(2).withStride(1)), 0, 0, 0,
                0, 0,
                0, 0, 0, 0);
        assertWrong(x -> MaxPool2dOp.maxPool2d(x.reshape(1, 1, 1, 4), MaxPoolOptions.kernel(1, 2))
                .add(new Formula(_ -> 0, _ -> -0.001).apply(x.sum())), 7, 7, 1, 2);
    }

    @Test
    void a_tie_that_no_movement_along_one_element_breaks_as_the_gradient_does_is_left_in_others() {
        // Of three equals the middle one stays no place in order, whichever way it moves by itself.
        assertRight(x -> x.sort(0).values(), 1, 2, 2, 2, 1);
        assertRight(x -> x.topk(2, 0).values(), 2, 2, 2, 1, 2);
        assertWrong(x -> x.sort(0).values().mul(1.01).sub(x.detach().sort(0).values().mul(0.01)), 1, 2, 2, 2, 1);
    }

    @Test
    void slopes_that_cancel_at_a_kink_are_wrong_if_the_tape_does_not_see_it() {
        // relu(x) − relu(−x) = x, but at 0 the tape finds 0 − 0.
        Derivative wrong = assertWrong(x -> x.relu().sub(x.neg().relu()), 0);

        assertThat(wrong.slope().low()).isEqualTo(1);
        assertThat(wrong.slope().isKink()).isFalse();
    }

    @Test
    void kinks_that_no_op_tells_of_are_seen_by_slopes_that_stay_apart() {
        assertRight(new Formula(Math::abs, Math::signum)::apply, 0, 1e-5, -1e-8, 0.3);
        assertRight(new Formula(Math::abs, x -> x >= 0 ? 1 : -1)::apply, 0);
        assertRight(new Formula(x -> Math.max(x, 0), x -> x == 0 ? 0.5 : x > 0 ? 1 : 0)::apply, 0);
        assertWrong(new Formula(Math::abs, _ -> 2)::apply, 0);
        assertWrong(new Formula(x -> Math.max(x, 0), _ -> 2)::apply, 0);
        assertWrong(new Formula(Math::abs, _ -> 0)::apply, 1e-5);
    }

    @Test
    void a_step_across_a_kink_that_no_op_tells_of_accuses_no_one_and_acquits_no_one() {
        // Far beyond the kink differences show the mean of both slopes, 0.75.
        Function<Tensor, Tensor> right = new Formula(x -> x > 0 ? x : 0.5 * x, x -> x > 0 ? 1 : 0.5)::apply;
        Function<Tensor, Tensor> mean = new Formula(x -> x > 0 ? x : 0.5 * x, _ -> 0.75)::apply;

        assertRight(right, 1e-5, -1e-5, 3e-7);
        assertWrong(mean, 1e-5);
        assertWrong(mean, -1e-5);
    }

    @Test
    void beside_a_jump_the_slope_is_right_and_at_it_there_is_none() {
        Function<Tensor, Tensor> declared = x -> x.mul(10).floor().add(x);
        Function<Tensor, Tensor> silent = new Formula(x -> Math.floor(10 * x) + x, _ -> 1)::apply;
        for (Function<Tensor, Tensor> stairs : java.util.List.of(declared, silent)) {
            assertRight(stairs, 0.55, 0.51, 0.50001);
            assertNotToBeTold(stairs, 0.5);
        }
        assertWrong(x -> x.mul(10).floor().add(x.detach()), 0.55);
        assertNotToBeTold(Tensor::sign, 0);
        assertNotToBeTold(StepOp::step, 0);
        assertNotToBeTold(Tensor::round, 2.5);
    }

    @Test
    void a_choice_by_comparison_is_a_kink_where_both_are_equal_and_a_jump_where_not() {
        assertRight(x -> WhereOp.where(x.gt(0), x.exp(), x.add(1)), 0, 1e-9, -1);
        assertRight(x -> WhereOp.where(x.gt(0), x.mul(3), x), 0, 1e-9, -1);
        assertNotToBeTold(x -> WhereOp.where(x.gt(0), x.exp(), 3), 0);
    }

    @Test
    void where_a_function_ends_the_slope_on_its_side_counts() {
        Function<Tensor, Tensor> ends = x -> {
            if (x.detach().lt(0).toBooleanArray()[0]) {
                throw new IllegalArgumentException("negative");
            }
            return x.mul(2);
        };
        assertRight(ends, 0, 1);
        assertWrong(x -> ends.apply(x).add(new Formula(_ -> 0, _ -> 0.1).apply(x)), 0, 1);
        assertRight(x -> x.pow(2.5), 0, 1);
    }

    @Test
    void gradients_of_a_relu_jump_at_its_kink_and_are_smooth_beside_it() {
        GradCheckOptions second = GradCheckOptions.DEFAULT.withOrder(2);

        assertThat(GradCheck.check(x -> x.relu().mul(x), x(0.1, -0.1, 1e-7), second).verdict())
                .isEqualTo(Verdict.PASSED);
        GradCheckReport report = GradCheck.check(Tensor::relu, x(0, 1), second);
        assertThat(report.orders()).extracting(JacobianReport::verdict).containsExactly(Verdict.PASSED,
                Verdict.INCONCLUSIVE);
    }
}
