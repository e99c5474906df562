package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.core.op.LossCheck.rows;
import static org.gradus.core.op.LossCheck.vector;

import org.gradus.core.DType;
import org.gradus.core.MultiMarginOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

/** Expected values are PyTorch's unless a comment derives them. */
class MarginLossesTest {

    private static final MultiMarginOptions PLAIN = MultiMarginOptions.DEFAULT;
    private static final Tensor SCORES = rows(2, 0.1, 0.4, 0.2, 0.9, 0.8, 0);
    private static final Tensor LABELS = Tensor.of(new long[]{2, 0});

    private static LossCheck weighted(MultiMarginOptions options) {
        return LossCheck.of(in -> MarginLosses.multiMarginLoss(in.get(0), LABELS,
                options.withMargin(0.5).withWeight(vector(1, 2, 3).to(in.get(0).dtype()))), SCORES);
    }

    @Test
    void multiMarginLoss_in_either_power_with_weights() {
        weighted(PLAIN.withP(2).withReduction(Reduction.NONE)).check(new double[]{0.65, 0.16 / 3},
                new double[]{0.8, 1.4, -2.2, -0.8 / 3, 0.8 / 3, 0});
        weighted(PLAIN).check(new double[]{0.6166666666666666}, new double[]{0.5, 0.5, -1, -0.5 / 3, 0.5 / 3, 0});
    }

    @Test
    void multiMarginLoss_has_no_gradient_just_at_the_margin() {
        // x[0] is just 1 above x[1]; x[2] is short of it by ½
        for (int p : new int[]{1, 2}) {
            LossCheck.of(in -> MarginLosses.multiMarginLoss(in.get(0), Tensor.of(new long[]{0}), PLAIN.withP(p)),
                    rows(1, 1, 0, 0.5)).check(new double[]{Math.pow(0.5, p) / 3}, new double[]{-1 / 3.0, 0, 1 / 3.0});
        }
    }

    @Test
    void multiMarginLoss_of_one_row_gives_a_scalar() {
        Tensor label = Tensor.full(Shape.SCALAR, 1, DType.INT64);
        LossCheck.of(in -> MarginLosses.multiMarginLoss(in.get(0), label, PLAIN.withReduction(Reduction.NONE)
                .withWeight(vector(1, 2, 3).to(in.get(0).dtype()))), vector(1, 0, 0.5)).check(
                        new double[]{2.3333333333333335}, new double[]{2 / 3.0, -4 / 3.0, 2 / 3.0});
    }

    private static LossCheck multilabel(Tensor scores, Tensor labels, Reduction reduction) {
        return LossCheck.of(in -> MarginLosses.multilabelMarginLoss(in.get(0), labels, reduction), scores);
    }

    @Test
    void multilabelMarginLoss_counts_labels_before_the_first_minus_1() {
        Tensor scores = rows(1, 0.1, 0.2, 0.4, 0.8);
        multilabel(scores, Tensor.of(new long[]{3, 0, -1, 1}, 1, 4), Reduction.MEAN).check(new double[]{0.85},
                new double[]{-0.5, 0.5, 0.5, -0.5});
        multilabel(scores, Tensor.of(new long[]{3, 3, -1, 1}, 1, 4), Reduction.MEAN).check(new double[]{0.65},
                new double[]{0.5, 0.5, 0.5, -1.5});
        multilabel(vector(0.1, 0.2, 0.4, 0.8), Tensor.of(new long[]{3, 0, -1, 1}), Reduction.NONE).gives(0.85);
        assertThat(MarginLosses.multilabelMarginLoss(Tensor.ones(3), Tensor.of(new long[]{0, 1, 2})).shape())
                .isEqualTo(Shape.SCALAR);
    }

    @Test
    void multilabelMarginLoss_is_0_for_rows_that_name_no_class_or_all() {
        multilabel(rows(2, 1, 2, 3, 4), Tensor.of(new long[]{-1, 0, 0, 1}, 2, 2), Reduction.NONE)
                .check(new double[]{0, 0}, new double[4]);
        multilabel(rows(1, 1, 2), Tensor.of(new long[]{-1, 0}, 1, 2), Reduction.NONE).check(new double[]{0},
                new double[2]);
    }

    @Test
    void rows_with_different_numbers_of_labels_do_not_mix() {
        // row 0: 1 − 0.5 + 0 over 2; row 1 names both classes
        multilabel(rows(2, 0.5, 0, 0.5, 0), Tensor.of(new long[]{0, -1, 1, 0}, 2, 2), Reduction.NONE)
                .check(new double[]{0.25, 0}, new double[]{-0.5, 0.5, 0, 0});
    }

    @Test
    void multilabelMarginLoss_has_no_gradient_just_at_the_margin() {
        multilabel(rows(1, 1, 0), Tensor.of(new long[]{0, -1}, 1, 2), Reduction.SUM).check(new double[]{0},
                new double[]{0, 0});
    }
}
