package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;

@DefaultLocale("en")
class LectureTest {

    @Test
    void prints_every_section_with_its_numbers() {
        var run = Run.of("lecture");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("1. A 3×3 filter walks", "26·26 = 676 positions", "28·28 = 784 positions",
                "y = [−2, 2, 1, 2, 1]", "y = [−2, 1, 1]", "55×55×96", "28·28·1 = 784 weights",
                "32·32·3 = 3,072 weights", "227·227·3·100 = 15,458,700 weights", "11·11·3·100 = 36,300 weights",
                "V is 4×4×2", "Σ X[2:7, 0:5, :] · W0 + b0", "lost: column 9", "7. When the stride does not divide");
    }

    @Test
    void help_names_every_section_that_is_printed() {
        String titles = Run.of("lecture").out();
        String help = Run.of("lecture", "--help").out().replaceAll("\\s+", " ");
        String names = help.substring(help.indexOf("named: ") + "named: ".length(), help.indexOf(" -h"));
        assertThat(names.split(", ")).hasSameSizeAs(titles.lines().filter(line -> line.startsWith("═")).toArray())
                .allSatisfy(name -> assertThat(Run.of("lecture", name).code()).as(name).isZero());
    }

    @Test
    void prints_the_named_sections_alone_in_the_order_named() {
        var run = Run.of("lecture", "Sizes", "patches");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("3. How large").doesNotContain("2. Convolution");
        assertThat(run.out().indexOf("3. How large")).isLessThan(run.out().indexOf("1. A 3×3 filter"));
    }

    @Test
    void an_unknown_section_is_a_usage_error_that_names_the_sections() {
        var run = Run.of("lecture", "sizes", "one-dimenson");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("There is no section 'one-dimenson'; choose from patches, one-dimension");
        assertThat(run.out()).isEmpty();
    }
}
