package org.gradus.examples.derivatives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class SpectrumTest {

    /** 2·a·aᵀ/|a|² − 3·b·bᵀ/|b|² with a = (1,2,0,2) and b = (2,−1,3,0), which are orthogonal: |a|² = 9, |b|² = 14. */
    private static final Tensor H = projection(1, 2, 0, 2).mul(2.0 / 9).sub(projection(2, -1, 3, 0).mul(3.0 / 14));

    private static Tensor projection(double... a) {
        Tensor column = Tensor.of(a, 4, 1);
        return column.matmul(column.t());
    }

    @Test
    void eigenvalues_of_a_sum_of_two_projections_are_its_weights_and_zeros() {
        Spectrum spectrum = Spectrum.of(H, 3, new Rng(1));
        assertThat(spectrum.values()).containsExactly(new double[]{2, 0, -3}, within(1e-14));
        assertThat(spectrum.error()).isLessThan(1e-14);
        assertThat(spectrum.above(1e-12)).isEqualTo(2);
    }

    @Test
    void a_rank_that_was_guessed_too_low_shows_in_the_error() {
        Spectrum spectrum = Spectrum.of(H, 1, new Rng(1));
        assertThat(spectrum.values()).hasSize(1);
        assertThat(spectrum.values()[0]).isBetween(0.0, 2.0);
        assertThat(spectrum.error()).as("−3 was missed, and what was found is above 0").isGreaterThan(3);
    }
}
