package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The example {@code derivative-costs}; times of a few rounds say nothing, so only what is printed is looked at. */
class DerivativeCostsTest {

    @Test
    void prints_what_each_derivative_costs_in_forward_passes() {
        var run = Run.of("derivative-costs", "--batch-size", "2", "--rounds", "1");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("The lecture's network, 2 digits", "Three linear layers")
                .containsPattern("(?m)^forward +\\d+\\.\\d+ +1\\.0 +1$")
                .containsPattern("(?m)^jvp: forward and twice back +\\d+\\.\\d+ +\\d+\\.\\d +5$")
                .containsPattern("(?m)^row by row / Autograd.jacobian: \\d+\\.\\d+$");
    }

    @Test
    void numbers_out_of_range_are_refused() {
        assertThat(Run.of("derivative-costs", "--batch-size", "0").err())
                .contains("[derivative-costs] --batch-size must be at least 1, but is 0");
        assertThat(Run.of("derivative-costs", "--rounds", "0").err())
                .contains("[derivative-costs] --rounds must be at least 1, but is 0");
    }
}
