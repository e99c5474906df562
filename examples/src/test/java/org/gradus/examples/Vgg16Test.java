package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Vgg16Test {

    @Test
    void prints_the_network_repeats_itself_without_dropout_and_takes_a_step() {
        var run = Run.of("vgg16", "--image-size", "32", "--batch-size", "1");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("VGG16(", "└─Sequential: 1-2", "Total params: ",
                "scores [1,1000]; the second run differs by nothing at all")
                .containsPattern("with dropout the scores differ by up to [0-9.e-]+")
                .containsPattern("loss \\d\\.\\d+ before the step, \\d\\.\\d+ after it");
    }

    @Test
    void sizes_that_do_not_fit_are_refused() {
        assertThat(Run.of("vgg16", "--image-size", "100").err())
                .contains("[VGG16] the side of the pictures must be a multiple of 32, but is 100");
        assertThat(Run.of("vgg16", "--batch-size", "0").err())
                .contains("[vgg16] --batch-size must be at least 1, but is 0");
    }
}
