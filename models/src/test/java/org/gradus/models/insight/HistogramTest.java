package org.gradus.models.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void an_inner_edge_belongs_to_the_bin_above_and_the_last_edge_to_the_last_bin() {
        // numpy.histogram([0, 1, 1.5, 2, 3, 4], 4) gives [1, 2, 1, 2]
        Histogram histogram = Histogram.of(Tensor.of(new double[]{0, 1, 1.5, 2, 3, 4}), 4);

        assertThat(histogram.counts().asList()).containsExactly(1L, 2L, 1L, 2L);
        assertThat(histogram.low()).isEqualTo(0);
        assertThat(histogram.high()).isEqualTo(4);
        assertThat(histogram.middle(0)).isEqualTo(0.5);
        assertThat(histogram.middle(3)).isEqualTo(3.5);
    }

    @Test
    void equal_numbers_are_in_the_middle_of_an_interval_of_length_one() {
        Histogram histogram = Histogram.of(Tensor.of(new float[]{2, 2, 2}), 3);

        assertThat(histogram).isEqualTo(new Histogram(1.5, 2.5, histogram.counts(), 0));
        assertThat(histogram.counts().asList()).containsExactly(0L, 3L, 0L);
    }

    @Test
    void what_is_not_finite_is_counted_apart() {
        Histogram histogram = Histogram.of(
                Tensor.of(new float[]{Float.NaN, 0, Float.POSITIVE_INFINITY, 1, Float.NEGATIVE_INFINITY}), 2);

        assertThat(histogram.counts().asList()).containsExactly(1L, 1L);
        assertThat(histogram.notFinite()).isEqualTo(3);
        assertThat(Histogram.of(Tensor.of(new float[]{Float.NaN}), 2).counts().asList()).containsExactly(0L, 0L);
    }

    @Test
    void at_least_one_bin_is_needed() {
        assertThatIllegalArgumentException().isThrownBy(() -> Histogram.of(Tensor.zeros(1), 0))
                .withMessage("[histogram] the number of bins must be at least 1, but is 0");
    }
}
