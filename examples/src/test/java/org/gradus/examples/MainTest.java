package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void help_lists_the_examples_and_how_to_run_one() {
        var run = Run.of("--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("lecture", "mvn -q compile exec:exec -Dexample=");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void every_example_has_help_with_a_description_of_each_option() {
        for (String example : Run.EXAMPLES) {
            var run = Run.of(example, "--help");
            assertThat(run.code()).as(example).isZero();
            assertThat(run.out()).contains("Usage: gradus " + example, "--help");
        }
    }

    @Test
    void without_an_example_the_examples_are_named() {
        var run = Run.of();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("Name an example: ").contains(Run.EXAMPLES);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_misspelt_example_is_a_usage_error_with_a_suggestion() {
        var run = Run.of("lectur");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'lectur'", "Did you mean: gradus lecture", "-Dexample=\"--help\"");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_misspelt_option_is_a_usage_error_with_a_suggestion() {
        var run = Run.of("lecture", "--hepl");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'--hepl'", "--help", "-Dexample=\"lecture --help\"");
        assertThat(run.out()).isEmpty();
    }
}
