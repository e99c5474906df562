package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeersCheckTest {

    @Test
    void without_pytorch_it_fails_and_says_how_to_get_it() {
        var run = Run.of("peers-check", "--cases", "1");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("mvn -q -Ppeers compile exec:exec");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void an_unknown_operation_is_an_error_that_names_those_there_are() {
        var run = Run.of("peers-check", "--only", "tanh,tahn");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("There is no operation 'tahn'; choose from add, sub");
    }
}
