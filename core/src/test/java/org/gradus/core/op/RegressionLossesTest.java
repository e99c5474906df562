package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.core.op.LossCheck.vector;

import java.util.function.BinaryOperator;
import org.gradus.core.DType;
import org.gradus.core.HuberOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Shape;
import org.gradus.core.SmoothL1Options;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class RegressionLossesTest {

    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    private static LossCheck check(BinaryOperator<Tensor> loss, Tensor x, Tensor t) {
        return LossCheck.of(in -> loss.apply(in.get(0), in.get(1)), x, t);
    }

    @Test
    void squares_absolute_values_and_their_gradients_by_input_and_target() {
        Tensor x = vector(1, -2, 3);
        Tensor t = vector(0, 1, 3);
        check((a, b) -> RegressionLosses.mseLoss(a, b, Reduction.NONE), x, t).check(new double[]{1, 9, 0},
                new double[]{2, -6, 0}, new double[]{-2, 6, 0});
        check((a, b) -> RegressionLosses.mseLoss(a, b, Reduction.SUM), x, t).gives(10);
        check(RegressionLosses::mseLoss, x, t).check(new double[]{10 / 3.0}, new double[]{2 / 3.0, -2, 0});
        check((a, b) -> RegressionLosses.l1Loss(a, b, Reduction.NONE), x, t).check(new double[]{1, 3, 0},
                new double[]{1, -1, 0}, new double[]{-1, 1, 0});
        check(RegressionLosses::l1Loss, x, t).gives(4 / 3.0);
    }

    @Test
    void smoothL1Loss_is_a_parabola_up_to_beta_and_smooth_there() {
        var options = new SmoothL1Options(0.5, Reduction.NONE);
        // 0.25²/(2·0.5), and at β both β/2, beyond |d| − β/2
        check((a, b) -> RegressionLosses.smoothL1Loss(a, b, options), vector(0.25, 0.5, -0.5, 0, 3, -3),
                vector(0, 0, 0, 0, 0, 0)).check(new double[]{0.0625, 0.25, 0.25, 0, 2.75, 2.75},
                        new double[]{0.5, 1, -1, 0, 1, -1}, new double[]{-0.5, -1, 1, 0, -1, 1});
        check(RegressionLosses::smoothL1Loss, vector(0.5, 2), vector(0, 0)).gives((0.125 + 1.5) / 2);
    }

    @Test
    void smoothL1Loss_without_a_parabola_is_l1Loss() {
        var options = new SmoothL1Options(0, Reduction.NONE);
        check((a, b) -> RegressionLosses.smoothL1Loss(a, b, options), vector(0.5, 0, -2), vector(0, 0, 0))
                .check(new double[]{0.5, 0, 2}, new double[]{1, 0, -1});
    }

    @Test
    void huberLoss_is_delta_times_smoothL1Loss() {
        var options = new HuberOptions(0.5, Reduction.NONE);
        check((a, b) -> RegressionLosses.huberLoss(a, b, options), vector(0.25, 0.5, -0.5, 0, 3, -3),
                vector(0, 0, 0, 0, 0, 0)).check(new double[]{0.03125, 0.125, 0.125, 0, 1.375, 1.375},
                        new double[]{0.25, 0.5, -0.5, 0, 0.5, -0.5}, new double[]{-0.25, -0.5, 0.5, 0, -0.5, 0.5});
        check(RegressionLosses::huberLoss, vector(0.5, 2), vector(0, 0)).gives((0.125 + 1.5) / 2);
    }

    @Test
    void infinite_and_missing_numbers_pass() {
        check((a, b) -> RegressionLosses.huberLoss(a, b, new HuberOptions(0.5, Reduction.NONE)), vector(INF, -INF, NAN),
                vector(0, 0, 0)).check(new double[]{INF, INF, NAN}, new double[]{0.5, -0.5, NAN});
        check((a, b) -> RegressionLosses.smoothL1Loss(a, b, new SmoothL1Options(0.5, Reduction.NONE)),
                vector(INF, -INF, NAN), vector(0, 0, 0)).check(new double[]{INF, INF, NAN}, new double[]{1, -1, NAN});
    }

    @Test
    void the_mean_of_nothing_is_nan_and_its_sum_0() {
        Tensor empty = Tensor.zeros(0, 3);
        assertThat(RegressionLosses.mseLoss(empty, empty).item()).isNaN();
        assertThat(RegressionLosses.mseLoss(empty, empty, Reduction.BATCH_MEAN).item()).isNaN();
        assertThat(RegressionLosses.mseLoss(empty, empty, Reduction.SUM).item()).isZero();
        assertThat(RegressionLosses.mseLoss(empty, empty, Reduction.NONE).shape()).isEqualTo(Shape.of(0, 3));
    }

    @Test
    void scalars_are_their_own_mean() {
        Tensor x = Tensor.scalar(3);
        Tensor t = Tensor.scalar(1);
        for (Reduction reduction : Reduction.values()) {
            Tensor loss = RegressionLosses.mseLoss(x, t, reduction);
            assertThat(loss.shape()).isEqualTo(Shape.SCALAR);
            assertThat(loss.dtype()).isEqualTo(DType.FLOAT32);
            assertThat(loss.item()).isEqualTo(4);
        }
    }
}
