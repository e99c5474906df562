package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example {@code hvp} with a network of VGG16's depth that is narrow enough for a test. */
class HessianProductsTest {

    private static MatchResult found(String text, String pattern) {
        Matcher matcher = Pattern.compile("(?m)" + pattern).matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.toMatchResult();
    }

    @Test
    void products_agree_with_differences_in_float64_without_kinks_and_are_symmetric() {
        var run = Run.of("hvp", "--width", "2", "--digits", "1", "--products", "4");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        MatchResult last = found(run.out(), "^ 1e-08 +\\d+ +\\S+ +(\\d+) +(\\S+)$");
        assertThat(last.group(1)).isEqualTo("0");
        assertThat(Double.parseDouble(last.group(2))).isLessThan(1e-5);
        MatchResult symmetric = found(run.out(), "gᵀ·H·v = (\\S+) and vᵀ·H·g = (\\S+),");
        double there = Double.parseDouble(symmetric.group(1));
        assertThat(Double.parseDouble(symmetric.group(2))).isCloseTo(there, within(1e-4 * Math.abs(there)));
        assertThat(Double.parseDouble(found(run.out(), "in float32 is off by (\\S+) from").group(1))).isLessThan(1e-4);
    }

    @Test
    void numbers_out_of_range_are_refused() {
        assertThat(Run.of("hvp", "--digits", "0").err()).contains("[hvp] --digits must be at least 1, but is 0");
        assertThat(Run.of("hvp", "--products", "0").err()).contains("[hvp] --products must be at least 1, but is 0");
        assertThat(Run.of("hvp", "--width", "0").err()).contains("[VGG16] width must be at least 1, but is 0");
    }
}
