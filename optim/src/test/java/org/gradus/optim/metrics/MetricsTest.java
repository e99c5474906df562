package org.gradus.optim.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Supplier;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.optim.StateDict;
import org.gradus.optim.metrics.PrecisionRecallF1.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsTest {

    /** Predictions 0, 1, 1, 2, 0 where 0, 1, 2, 2, 1 was right. */
    private static final Tensor SCORES = Tensor.of(new float[]{5, 1, 2, 0, 3, 1, 0, 3, 2, -3, -2, -1, 4, 3, 0}, 5, 3);
    private static final Tensor TARGETS = Tensor.of(new long[]{0, 1, 2, 2, 1});

    static List<Supplier<Metric>> metrics() {
        return List.of(Accuracy::new, () -> new TopK(2), () -> new ConfusionMatrix(3), () -> new PrecisionRecallF1(3));
    }

    private static Tensor labels(long... values) {
        return Tensor.of(values);
    }

    @Test
    void a_mean_weighs_what_it_takes_in() {
        var mean = new Mean();
        assertThat(mean.value()).isNaN();
        mean.update(2, 64);
        mean.update(5, 32); // (128 + 160) / 96
        assertThat(mean.value()).isEqualTo(3);
        assertThat(mean.weight()).isEqualTo(96);
        mean.update(3);
        assertThat(mean.weight()).isEqualTo(97);
        var other = new Mean();
        other.loadStateDict(mean.stateDict());
        assertThat(other.value()).isEqualTo(mean.value());
        mean.reset();
        assertThat(mean.weight()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> mean.update(1, -1))
                .withMessage("[mean] a weight must be positive or zero, but is -1.0");
    }

    @Test
    void accuracy_is_the_share_of_right_predictions_over_all_batches() {
        var accuracy = new Accuracy();
        assertThat(accuracy.value()).isNaN();
        accuracy.update(SCORES, TARGETS);
        assertThat(accuracy.value()).isEqualTo(3 / 5.0);
        accuracy.update(Tensor.of(new double[]{0, 0, 1}, 1, 3), labels(2));
        assertThat(accuracy.value()).isEqualTo(4 / 6.0);
    }

    @Test
    void of_equal_scores_the_first_class_is_predicted() {
        var accuracy = new Accuracy();
        accuracy.update(Tensor.zeros(2, 3), labels(0, 1));
        assertThat(accuracy.value()).isEqualTo(0.5);
    }

    @Test
    void top_k_counts_the_right_class_among_the_first_k() {
        // ranks of the right classes: 0, 0, 1, 0, 1
        for (int k = 1; k <= 3; k++) {
            var top = new TopK(k);
            top.update(SCORES, TARGETS);
            assertThat(top.value()).isEqualTo(k == 1 ? 0.6 : 1);
        }
        var ties = new TopK(2);
        ties.update(Tensor.zeros(3, 3), labels(0, 1, 2));
        assertThat(ties.value()).isEqualTo(2 / 3.0);
    }

    @Test
    void top_1_is_accuracy_and_top_c_is_1() {
        var rng = new Rng(3);
        Tensor scores = Tensor.rand(rng, 50, 7);
        long[] targets = new long[50];
        rng.randint(targets, 0, 7);
        var accuracy = new Accuracy();
        var first = new TopK(1);
        var all = new TopK(7);
        List.of(accuracy, first, all).forEach(metric -> metric.update(scores, labels(targets)));
        assertThat(first.value()).isEqualTo(accuracy.value()).isBetween(0.01, 0.5);
        assertThat(all.value()).isEqualTo(1);
    }

    @Test
    void a_confusion_matrix_has_a_row_for_what_is_and_a_column_for_what_is_predicted() {
        var confusion = new ConfusionMatrix(3);
        confusion.update(SCORES, TARGETS);
        assertThat(confusion.matrix().toLongArray()).containsExactly(1, 0, 0, 1, 1, 0, 0, 1, 1);
        assertThat(confusion.count(1, 0)).isEqualTo(1);
        assertThat(confusion.count(0, 1)).isZero();
        assertThat(confusion.value()).isEqualTo(0.6);
        assertThatThrownBy(() -> confusion.count(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void precision_recall_and_f1_follow_from_the_matrix() {
        var figures = new PrecisionRecallF1(4); // nothing is of class 3
        Tensor scores = Tensor.of(new float[]{5, 1, 2, -9, 0, 3, 1, -9, 0, 3, 2, -9, -3, -2, -1, -9, 4, 3, 0, -9}, 5,
                4);
        figures.update(scores, TARGETS);
        // class 0: TP 1, FP 1, FN 0; class 1: TP 1, FP 1, FN 1; class 2: TP 1, FP 0, FN 1
        assertThat(figures.perClass()).containsExactly(new Scores(0.5, 1, 2 / 3.0), new Scores(0.5, 0.5, 0.5),
                new Scores(1, 0.5, 2 / 3.0), new Scores(0, 0, 0));
        Scores macro = figures.macro();
        assertThat(macro.precision()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(macro.recall()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(macro.f1()).isCloseTo((2 / 3.0 + 0.5 + 2 / 3.0) / 3, within(1e-15));
        assertThat(figures.value()).isEqualTo(macro.f1());
        assertThat(figures.micro()).isEqualTo(new Scores(0.6, 0.6, 0.6));
    }

    @Test
    void positions_of_scores_with_more_dimensions_count_one_by_one() {
        // [N,C,L] = [2,2,3], targets [2,3]
        Tensor scores = Tensor.of(new float[]{1, 0, 1, 0, 1, 0, 0, 0, 5, 1, 1, 1}, 2, 2, 3); // 0 1 0, 1 1 0
        var accuracy = new Accuracy();
        accuracy.update(scores, Tensor.of(new long[]{0, 1, 1, 1, 0, 0}, 2, 3));
        assertThat(accuracy.value()).isEqualTo(4 / 6.0);
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void a_metric_goes_on_from_its_state_and_forgets_all_on_reset(Supplier<Metric> maker) {
        Metric whole = maker.get();
        whole.update(SCORES, TARGETS);
        StateDict half = whole.stateDict();
        Tensor more = Tensor.of(new float[]{0, 0, 1, 9, 1, 2}, 2, 3);
        whole.update(more, labels(2, 1));
        Metric resumed = maker.get();
        resumed.loadStateDict(half);
        resumed.update(more, labels(2, 1));
        assertThat(resumed.value()).isEqualTo(whole.value()).isBetween(0.1, 1.0);
        whole.reset();
        assertThat(whole.value()).isNaN();
        whole.update(SCORES, TARGETS);
        assertThat(whole.stateDict().notes()).isEqualTo(half.notes());
        assertThatIllegalArgumentException().isThrownBy(() -> maker.get().loadStateDict(StateDict.NONE));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void what_does_not_fit_is_refused_and_does_not_count(Supplier<Metric> maker) {
        Metric metric = maker.get();
        refused(metric, Tensor.zeros(3), labels(0, 1, 2), "scores must be float32 or float64 of shape [N,C]");
        refused(metric, Tensor.zeros(2, 3), labels(0, 1, 2),
                "targets must be int64 of the scores' shape [2,3] without");
        refused(metric, Tensor.zeros(2, 3), Tensor.zeros(2), "but are float32[2]");
        refused(metric, Tensor.zeros(2, 3), labels(0, 3),
                "a target is 3, but scores of shape [2,3] know the classes 0");
        refused(metric, Tensor.zeros(2, 3), labels(-1, 0), "a target is -1");
        refused(metric, Tensor.of(new float[]{0, Float.NaN, 0}, 1, 3), labels(0), "a score is NaN");
        assertThat(metric.value()).isNaN();
    }

    private static void refused(Metric metric, Tensor scores, Tensor targets, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> metric.update(scores, targets))
                .withMessageContaining(message);
    }

    @Test
    void other_numbers_of_classes_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TopK(0))
                .withMessage("[topK] k must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new TopK(4).update(SCORES, TARGETS))
                .withMessage("[topK] k is 4, but scores of shape [5,3] know 3 classes");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfusionMatrix(0))
                .withMessage("[confusionMatrix] the number of classes must be between 1 and 46340, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfusionMatrix(4).update(SCORES, TARGETS))
                .withMessageContaining("the matrix is of 4 classes, but scores of shape [5,3] know 3");
        StateDict three = new ConfusionMatrix(3).stateDict();
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfusionMatrix(4).loadStateDict(three))
                .withMessageContaining("should be int64[4,4], but are int64[3,3]");
    }
}
