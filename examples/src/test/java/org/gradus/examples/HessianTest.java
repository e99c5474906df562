package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example {@code hessian}, untrained: no probability is then so near 0 that an eigenvalue is lost in rounding. */
class HessianTest {

    @Test
    void hessian_of_the_last_layer_is_the_closed_form_and_has_the_null_space_that_it_must_have() {
        var run = Run.of("hessian", "--epochs", "0", "--digits", "4");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(difference(run.out(), "float32")).isLessThan(1e-6);
        assertThat(difference(run.out(), "float64")).isLessThan(1e-14);
        assertThat(run.out()).contains(": 3,174 of 3,210. At least 3,174 have to be:", "  321, because",
                "  2,853, the 9 other rows in each of the 317 directions of 321", "none is negative");
        Matcher products = Pattern.compile("H times these is at most (\\S+\\d)").matcher(run.out());
        assertThat(products.results().map(match -> Double.parseDouble(match.group(1)))).hasSize(2)
                .allMatch(product -> product < 1e-13);
    }

    private static double difference(String out, String dtype) {
        Matcher row = Pattern.compile("(?m)^" + dtype + " .* (\\S+)$").matcher(out);
        assertThat(row.find()).as(out).isTrue();
        return Double.parseDouble(row.group(1));
    }

    @Test
    void numbers_out_of_range_are_refused() {
        assertThat(Run.of("hessian", "--digits", "129").err())
                .contains("[hessian] --digits must be 1 to 128, but is 129");
        assertThat(Run.of("hessian", "--epochs", "-1").err())
                .contains("[hessian] --epochs must not be negative, but is -1");
    }
}
