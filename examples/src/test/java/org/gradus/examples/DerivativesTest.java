package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of derivatives, small enough for a test. */
class DerivativesTest {

    private static double number(String text, String pattern) {
        return numbers(text, pattern)[0];
    }

    private static double[] numbers(String text, String pattern) {
        double[] found = Pattern.compile("(?m)" + pattern).matcher(text).results().map(MatchResult::group)
                .mapToDouble(match -> Double.parseDouble(match.substring(match.lastIndexOf(' ') + 1))).toArray();
        assertThat(found).as("%s in %s", pattern, text).isNotEmpty();
        return found;
    }

    private static String output(String... args) {
        var run = Run.of(args);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run.out();
    }

    @Test
    void gradient_penalty_makes_gradients_smaller_and_keeps_the_digits_right() {
        String out = output("gradient-penalty", "--epochs", "1");
        double[] right = numbers(out.replace(" %", ""), "1 +\\d+\\.\\d(?= )");
        double[] squared = numbers(out, "% +\\S+");
        assertThat(right[0]).isGreaterThan(85);
        assertThat(right[1]).isGreaterThan(85);
        assertThat(squared[1]).isLessThan(squared[0] / 2);
    }

    @Test
    void custom_op_checks_its_ops_and_learns_through_a_sign() {
        String out = output("custom-op", "--hidden", "16");
        assertThat(out).contains("swish, n = [0, 1, 4], to order 3: gradients right",
                "rmsNorm, n = [0, 1, 4], to order 3: gradients right");
        double without = number(out, "^sign, whose gradient is 0 +\\S+");
        assertThat(number(out, "^sign, straight through +\\S+")).isGreaterThan(without + 5);
        assertThat(number(out, "^RMS norm, then swish with a β for each feature +\\S+")).isGreaterThan(85);
        assertThat(out).doesNotContain("0.00 to 0.00");
    }

    @Test
    void numbers_out_of_range_are_refused() {
        assertThat(Run.of("gradient-penalty", "--weight", "-1").err())
                .contains("[gradient-penalty] --weight must not be negative, but is -1.0");
        assertThat(Run.of("gradient-penalty", "--epochs", "0").err())
                .contains("[gradient-penalty] --epochs must be at least 1, but is 0");
        assertThat(Run.of("custom-op", "--epochs", "0").err())
                .contains("[custom-op] --epochs must be at least 1, but is 0");
    }
}
