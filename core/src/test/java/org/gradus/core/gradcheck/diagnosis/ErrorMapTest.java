package org.gradus.core.gradcheck.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import org.gradus.core.Shape;
import org.gradus.core.gradcheck.DenseJacobian;
import org.gradus.core.gradcheck.Part;
import org.junit.jupiter.api.Test;

class ErrorMapTest {

    private static final String WHITE = "fill=\"#ffffff\" stroke=\"#ddd\"";
    private static final String DARKEST = "fill=\"#6a040f\" stroke=\"#ddd\"";

    private static String svg(int rows, int columns, double[] analytic, double[] numeric) {
        return new ErrorMap(new DenseJacobian(ImmutableList.of(new Part("output <0>", 0, Shape.of(rows))),
                ImmutableList.of(new Part("input 0", 0, Shape.of(columns))), ImmutableDoubleArray.copyOf(analytic),
                ImmutableDoubleArray.copyOf(numeric), ImmutableDoubleArray.copyOf(new double[rows * columns]))).svg();
    }

    private static int count(String text, String part) {
        return Splitter.on(part).splitToList(text).size() - 1;
    }

    @Test
    void each_element_has_a_cell_white_if_right_and_dark_if_wrong() {
        String svg = svg(2, 3, new double[]{1, 2, 3, 4, 5, 6}, new double[]{1, 2, 3, 4, -5, 6});
        assertThat(count(svg, WHITE)).isEqualTo(5);
        assertThat(count(svg, DARKEST)).isEqualTo(1);
    }

    @Test
    void of_many_elements_several_share_a_cell_that_shows_the_worst() {
        double[] right = new double[300 * 2];
        right[0] = 1;
        double[] wrong = right.clone();
        wrong[599] = Double.NaN;
        String svg = svg(300, 2, wrong, right);
        assertThat(count(svg, WHITE) + count(svg, DARKEST)).isEqualTo(96 * 2);
        assertThat(count(svg, DARKEST)).isEqualTo(1);
    }

    @Test
    void names_are_escaped_and_an_empty_jacobian_has_a_picture_too() {
        String svg = svg(1, 0, new double[0], new double[0]);
        assertThat(svg).contains("output &lt;0> [1]").endsWith("</svg>\n");
        assertThat(CharMatcher.is('<').countIn(svg)).isEqualTo(CharMatcher.is('>').countIn(svg) - 1);
    }
}
