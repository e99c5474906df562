package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GradientTableTest {

    @Test
    void prints_a_line_an_op_and_a_line_a_layer_and_finds_all_gradients_right() {
        var run = Run.of("gradcheck", "--order", "1");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).containsPattern("(?m)^conv2d +\\d+ .* ok$").containsPattern("(?m)^maxPool2d +\\d+ .* ok$")
                .containsPattern("(?m)^Linear\\(in_features=5, out_features=3, bias=True\\) +\\d+ .* ok$")
                .contains("derivatives compared: all right").doesNotContain("WRONG");
    }

    @Test
    void an_order_that_is_not_offered_is_refused() {
        var run = Run.of("gradcheck", "--order", "3");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("[gradcheck] --order must be 1 or 2, but is 3");
    }

    @Test
    void prints_how_many_faults_the_check_finds_and_how_many_PyTorch_s_rule_does() {
        var run = Run.of("gradcheck", "--mutants", "12");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).containsPattern("(?m)^fault in a backward rule +mutants +found +by PyTorch's rule")
                .containsPattern("(?m)^all +\\d+ +\\d+ +\\d+\\.\\d % +\\d+ +\\d+\\.\\d %$")
                .containsPattern("Not counted: \\d+ that change no gradient and \\d+ that the engine refuses\\.");
        assertThat(run.code()).isEqualTo(run.out().contains("survived") ? 1 : 0);
    }

    @Test
    void prints_how_many_right_gradients_the_check_finds_fault_with() {
        var run = Run.of("gradcheck", "--false-alarms", "25");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).containsPattern(
                "^25 checks of right gradients drawn by lot, [\\d,]+ derivatives compared: 0 false alarms");
        assertThat(run.code()).isZero();
    }

    @Test
    void a_trial_of_nothing_is_refused_and_so_are_two_at_once() {
        var none = Run.of("gradcheck", "--false-alarms", "0");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("[gradcheck] --false-alarms must be at least 1, but is 0");
        assertThat(Run.of("gradcheck", "--mutants", "-1").err()).contains("--mutants must not be negative, but is -1");
        assertThat(Run.of("gradcheck", "--mutants", "--false-alarms", "3").code()).isEqualTo(2);
    }
}
