package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.core.op.LossCheck.rows;
import static org.gradus.core.op.LossCheck.vector;

import org.gradus.core.CrossEntropyOptions;
import org.gradus.core.DType;
import org.gradus.core.NllLossOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected values are PyTorch's unless a comment derives them. */
class ClassLossesTest {

    private static final double NAN = Double.NaN;
    private static final Tensor SCORES = rows(2, 1, 2, 3, 0, -1, 0.5);
    private static final Tensor LABELS = Tensor.of(new long[]{2, 0});
    private static final Tensor PROBABILITIES = rows(2, 0.2, 0.3, 0.5, 1, 0, 0);
    private static final CrossEntropyOptions PLAIN = CrossEntropyOptions.DEFAULT;

    private static Tensor weight(DType dtype) {
        return vector(1, 2, 3).to(dtype);
    }

    private static LossCheck weighted(Reduction reduction) {
        return LossCheck.of(in -> ClassLosses.crossEntropy(in.get(0), LABELS,
                PLAIN.withReduction(reduction).withWeight(weight(in.get(0).dtype()))), SCORES);
    }

    @Test
    void a_weighted_mean_is_divided_by_the_sum_of_the_weights_of_the_labels() {
        weighted(Reduction.NONE).check(new double[]{1.2228178933331413, 1.1041306053367284},
                new double[]{0.2700917195111413, 0.7341854131643929, -1.0042771326755346, -0.6685010395759086,
                        0.12195165230972885, 0.5465493872661796});
        weighted(Reduction.SUM).gives(2.3269484986698696);
        // 2.3269… / (w[2] + w[0])
        weighted(Reduction.MEAN).check(new double[]{0.5817371246674674},
                new double[]{0.06752292987778533, 0.18354635329109822, -0.25106928316888366, -0.16712525989397714,
                        0.030487913077432212, 0.1366373468165449});
        // … / 2 rows
        weighted(Reduction.BATCH_MEAN).gives(1.1634742493349348);
    }

    @Test
    void nllLoss_weighs_as_crossEntropy_does() {
        for (Reduction reduction : Reduction.values()) {
            LossCheck.of(in -> ClassLosses.nllLoss(in.get(0), LABELS,
                    NllLossOptions.DEFAULT.withReduction(reduction).withWeight(weight(in.get(0).dtype()))), SCORES)
                    .gives(switch (reduction) {
                        case NONE -> new double[]{-9, 0};
                        case MEAN -> new double[]{-2.25}; // −9 / (3 + 1)
                        case SUM -> new double[]{-9};
                        case BATCH_MEAN -> new double[]{-4.5};
                    });
        }
    }

    private static LossCheck smoothed(Reduction reduction) {
        return LossCheck.of(in -> ClassLosses.crossEntropy(in.get(0), Tensor.of(new long[]{2, -100}),
                PLAIN.withReduction(reduction).withLabelSmoothing(0.1).withWeight(weight(in.get(0).dtype()))),
                rows(2, 1, 2, 3, 0, 0, 0));
    }

    @Test
    void smoothing_spreads_labels_over_all_classes_by_weight_and_ignored_rows_count_for_nothing() {
        double[] gradient = {0.22775532886076996, 0.6430458993922465, -0.8708012282530169, 0, 0, 0};
        smoothed(Reduction.NONE).check(new double[]{1.3153906302220366, 0}, gradient);
        smoothed(Reduction.SUM).check(new double[]{1.3153906302220366}, gradient);
        smoothed(Reduction.MEAN).check(new double[]{0.43846354340734556}, new double[]{0.07591844295358996,
                0.2143486331307488, -0.29026707608433894, 0, 0, 0}); // divided by w[2] alone
    }

    @Test
    void smoothing_of_planes_keeps_their_shape() {
        LossCheck.of(in -> ClassLosses.crossEntropy(in.get(0), Tensor.of(new long[]{2, -100}, 1, 2),
                PLAIN.withReduction(Reduction.NONE).withLabelSmoothing(0.25).withWeight(weight(in.get(0).dtype()))),
                Tensor.of(new double[]{1, 0, 2, -1, 3, 0.5}, 1, 3, 2))
                .check(new double[]{1.4542497355553796, 0}, new double[]{0.16425074288521285, 0, 0.5063366287340269, 0,
                        -0.6705873716192401, 0});
    }

    @Test
    void a_smoothing_of_0_and_weights_of_1_leave_the_loss_as_it_is() {
        Tensor ones = Tensor.ones(3).to(DType.FLOAT64);
        double plain = ClassLosses.crossEntropy(SCORES, LABELS).item();
        assertThat(ClassLosses.crossEntropy(SCORES, LABELS, PLAIN.withWeight(ones)).item()).isEqualTo(plain);
        assertThat(ClassLosses.crossEntropy(SCORES, LABELS, PLAIN.withLabelSmoothing(0)).item()).isEqualTo(plain);
    }

    private static LossCheck soft(Reduction reduction) {
        return LossCheck.of(in -> ClassLosses.crossEntropy(in.get(0), in.get(1),
                PLAIN.withReduction(reduction).withLabelSmoothing(0.1).withWeight(weight(in.get(0).dtype()))),
                rows(2, 1, 2, 3, 0, 0, 0), PROBABILITIES);
    }

    @Test
    void a_mean_of_probabilities_is_divided_by_the_number_of_rows_and_targets_get_gradients() {
        double[] byLogits = {-0.00896393223656976, -0.051133037372276036, 0.06009696960884551, -0.5666666666666667, 0.3,
                0.26666666666666666};
        double[] byTarget = {2.1668453679999424, 2.5336907359998846, 1.1005361039998272, 0.9887510598012988,
                1.9775021196025977, 2.966253179403896};
        soft(Reduction.NONE).check(new double[]{1.958598872622077, 1.2084735175349208}, byLogits, byTarget);
        soft(Reduction.SUM).check(new double[]{3.167072390156998}, byLogits, byTarget);
        soft(Reduction.MEAN).gives(1.583536195078499);
    }

    @Test
    void one_row_without_a_batch_gives_a_scalar_whatever_the_reduction() {
        Tensor row = vector(1, 2, 3);
        Tensor label = Tensor.full(Shape.SCALAR, 2, DType.INT64);
        LossCheck.of(in -> ClassLosses.crossEntropy(in.get(0), label, PLAIN.withWeight(weight(in.get(0).dtype()))), row)
                .check(new double[]{0.4076059644443804}, new double[]{0.09003057317038043, 0.24472847105479764,
                        -0.3347590442251782});
        LossCheck.of(in -> ClassLosses.crossEntropy(in.get(0), label, PLAIN.withReduction(Reduction.NONE)
                .withLabelSmoothing(0.1).withWeight(weight(in.get(0).dtype()))), row).gives(1.3153906302220366);
        LossCheck.of(in -> ClassLosses.crossEntropy(in.get(0), in.get(1), PLAIN.withWeight(weight(in.get(0).dtype()))),
                row, vector(0.2, 0.3, 0.5)).gives(1.937493718222075);
        LossCheck.of(in -> ClassLosses.nllLoss(in.get(0), label), row).gives(-3);
        assertThat(ClassLosses.crossEntropy(row, label, Reduction.BATCH_MEAN).shape()).isEqualTo(Shape.SCALAR);
    }

    @Test
    void a_label_within_the_classes_may_be_ignored_too() {
        LossCheck.of(in -> ClassLosses.crossEntropy(in.get(0), Tensor.of(new long[]{2, 1}), PLAIN.withIgnoreIndex(1)),
                SCORES).check(new double[]{0.4076059644443804},
                        new double[]{0.09003057317038043, 0.24472847105479764,
                                -0.3347590442251782, 0, 0, 0});
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void where_all_rows_are_ignored_a_mean_is_nan_and_gradients_are_0(Reduction reduction) {
        Tensor ignored = Tensor.of(new long[]{-100, -100});
        double[] losses = switch (reduction) {
            case NONE -> new double[]{0, 0};
            case MEAN -> new double[]{NAN};
            case SUM, BATCH_MEAN -> new double[]{0};
        };
        double[] none = new double[6];
        LossCheck.of(in -> ClassLosses.crossEntropy(in.get(0), ignored, reduction), SCORES).check(losses, none);
        LossCheck.of(in -> ClassLosses.nllLoss(in.get(0), ignored, reduction), SCORES).check(losses, none);
        LossCheck.of(in -> ClassLosses.crossEntropy(in.get(0), ignored,
                PLAIN.withReduction(reduction).withLabelSmoothing(0.1).withWeight(weight(in.get(0).dtype()))), SCORES)
                .check(losses, none);
    }

    @Test
    void where_all_classes_weigh_nothing_a_mean_is_nan() {
        LossCheck.of(in -> ClassLosses.crossEntropy(in.get(0), Tensor.of(new long[]{2, 2}),
                PLAIN.withWeight(vector(1, 1, 0).to(in.get(0).dtype()))), SCORES).gives(NAN);
    }

    @Test
    void an_ignored_row_counts_for_nothing_even_if_its_scores_are_nan() {
        LossCheck.of(in -> ClassLosses.crossEntropy(in.get(0), Tensor.of(new long[]{2, -100})),
                rows(2, 1, 2, 3, NAN, NAN, NAN)).gives(0.4076059644443804);
    }

    @Test
    void a_class_that_cannot_be_costs_infinitely_much_if_labels_are_smoothed() {
        LossCheck.of(in -> ClassLosses.crossEntropy(in.get(0), Tensor.of(new long[]{2}),
                PLAIN.withLabelSmoothing(0.1)), rows(1, Double.NEGATIVE_INFINITY, 2, 3))
                .check(new double[]{Double.POSITIVE_INFINITY}, new double[]{-0.1 / 3, 0.23560808803666178,
                        -0.20227475470332845});
    }

    @Test
    void weights_get_gradients() {
        // Σ w[label]·l: l of each row by the weight of its label
        LossCheck.of(in -> ClassLosses.crossEntropy(in.get(0), LABELS,
                PLAIN.withReduction(Reduction.SUM).withWeight(in.get(1))), SCORES, vector(1, 2, 3))
                .check(new double[]{2.3269484986698696}, new double[]{0.2700917195111413, 0.7341854131643929,
                        -1.0042771326755346, -0.6685010395759086, 0.12195165230972885, 0.5465493872661796},
                        new double[]{1.1041306053367284, 0, 1.2228178933331413 / 3});
    }
}
