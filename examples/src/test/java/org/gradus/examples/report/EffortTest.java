package org.gradus.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.core.Shape;
import org.gradus.models.CNN;
import org.gradus.models.ModelSummary;
import org.junit.jupiter.api.Test;

class EffortTest {

    @Test
    void a_small_network_is_judged_by_all_and_has_a_fine_landscape() {
        Effort effort = Effort.of(ModelSummary.of(new CNN(), Shape.of(1, 1, 28, 28)));
        assertThat(effort.judged()).isGreaterThan(10_000);
        assertThat(effort.landscapePoints()).isEqualTo(21);
        assertThat(effort.landscapePictures(21)).isEqualTo(128);
    }

    @Test
    void a_larger_one_has_a_coarse_landscape_and_a_huge_one_none() {
        var larger = new Effort(3e7, 1e6);
        assertThat(larger.landscapePoints()).isEqualTo(11);
        assertThat(larger.landscapePictures(11)).isEqualTo(27);
        var huge = new Effort(1.6e10, 1.4e9);
        assertThat(huge.landscapePoints()).isZero();
        assertThat(huge.judged()).isEqualTo(100);
        assertThat(new Effort(1, 2e9).landscapePoints()).as("where weights alone take too long").isZero();
    }
}
