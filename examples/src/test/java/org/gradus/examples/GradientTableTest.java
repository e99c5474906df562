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
}
