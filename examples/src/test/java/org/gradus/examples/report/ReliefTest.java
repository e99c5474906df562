package org.gradus.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.gradus.models.insight.LossLandscape;
import org.junit.jupiter.api.Test;

/** Loss landscapes as they are drawn. */
class ReliefTest {

    private static Relief relief(double... losses) {
        int side = (int) Math.sqrt(losses.length);
        ImmutableList.Builder<ImmutableDoubleArray> rows = ImmutableList.builder();
        for (int row = 0; row < side; row++) {
            rows.add(ImmutableDoubleArray.copyOf(losses).subArray(row * side, (row + 1) * side));
        }
        return Relief.of(new LossLandscape(ImmutableDoubleArray.copyOf(new double[side]), rows.build()));
    }

    @Test
    void heights_are_logarithms_from_the_lowest_loss_to_the_highest() {
        Relief relief = relief(0.1, 1, 10, Double.NaN);
        assertThat(relief.height(0, 0)).isEqualTo(0);
        assertThat(relief.height(0, 1)).isCloseTo(0.5, within(1e-12));
        assertThat(relief.height(1, 0)).isCloseTo(1, within(1e-12));
        assertThat(relief.height(1, 1)).isNaN();
        assertThat(relief.loss(0.5)).isCloseTo(1, within(1e-12));
    }

    @Test
    void a_plain_or_nothing_finite_has_no_shape() {
        assertThat(relief(1, 1, 1, 1).hasShape()).isFalse();
        assertThat(relief(Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN).hasShape()).isFalse();
        assertThat(relief(1, 1, 1, 2).hasShape()).isTrue();
    }

    @Test
    void a_line_of_equal_loss_crosses_a_slope_straight() {
        // Heights 0 to 1 from left to right: the line of height 0.1 stands upright at a tenth of 400.
        String svg = Contours.of(relief(1, 10, 1, 10)).toString();
        assertThat(svg).contains("d=\"M40.0 400.0L40.0 0.0\"", "d=\"M360.0 400.0L360.0 0.0\"");
    }

    @Test
    void no_square_is_painted_where_a_corner_has_no_loss() {
        assertThat(squares(Surface.of(relief(1, 2, 3, 4, 5, 6, 7, 8, 9)))).isEqualTo(4);
        assertThat(squares(Surface.of(relief(Double.NaN, 2, 3, 4, 5, 6, 7, 8, 9)))).isEqualTo(3);
        assertThat(squares(Surface.of(relief(1, 2, 3, 4, Double.POSITIVE_INFINITY, 6, 7, 8, 9)))).isZero();
    }

    private static long squares(Html surface) {
        return Pattern.compile("<path").matcher(surface.toString()).results().map(MatchResult::start).count();
    }
}
