package org.gradus.core.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TableauTest {

    private static double central(DoubleUnaryOperator f, double x, double h) {
        return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
    }

    @Test
    void a_single_quotient_has_no_estimate() {
        Tableau tableau = new Tableau(1, 4);
        tableau.add(new double[]{3});

        assertThat(tableau.hasEstimates()).isFalse();
        assertThat(tableau.value(0)).isEqualTo(3);
        assertThat(tableau.error(0)).isInfinite();
    }

    @Test
    void two_central_quotients_are_exact_for_a_cubic_and_three_for_a_quintic() {
        // The central quotient of x⁵ at 1 is 5 + 10h² + h⁴.
        Tableau tableau = new Tableau(2, 4);
        for (double h : new double[]{1, 0.5, 0.25}) {
            tableau.add(new double[]{central(x -> x * x * x, 1, h), central(x -> Math.pow(x, 5), 1, h)});
        }

        assertThat(tableau.value(0)).isEqualTo(3);
        assertThat(tableau.error(0)).isLessThan(1e-14);
        assertThat(tableau.value(1)).isCloseTo(5, within(1e-14));
        // T(2,2) differs from T(2,1) = 5 − 4·h⁴·/…: more than it is off itself.
        assertThat(tableau.error(1)).isBetween(1e-3, 1.0);
    }

    @Test
    void one_sided_quotients_are_extrapolated_in_powers_of_two() {
        Tableau tableau = new Tableau(1, 2);
        for (double h = 1.0 / 16; h > 1e-3; h /= 2) {
            tableau.add(new double[]{(Math.exp(h) - 1) / h});
        }

        assertThat(tableau.value(0)).isCloseTo(1, within(1e-12));
        assertThat(Math.abs(tableau.value(0) - 1)).isLessThanOrEqualTo(tableau.error(0));
        assertThat(tableau.error(0)).isLessThan(1e-10);
    }

    private record Known(DoubleUnaryOperator f, DoubleUnaryOperator slope) {}

    @Test
    void the_error_is_not_below_the_truth() {
        List<Known> functions = List.of(new Known(Math::exp, Math::exp), new Known(Math::sin, Math::cos),
                new Known(Math::atan, x -> 1 / (1 + x * x)),
                new Known(x -> 1 / (x * x + 0.1), x -> -2 * x / Math.pow(x * x + 0.1, 2)));
        for (Known known : functions) {
            for (double x : new double[]{-1.7, -0.2, 0.4, 1, 2.9}) {
                Tableau tableau = new Tableau(1, 4);
                for (int k = 4; k < 8; k++) {
                    tableau.add(new double[]{central(known.f, x, Math.scalb(1.0, -k))});
                    double off = Math.abs(tableau.value(0) - known.slope.applyAsDouble(x));
                    assertThat(off).as("at %s, step 2^-%s", x, k).isLessThan(tableau.error(0) + 1e-13);
                }
            }
        }
    }

    @Test
    void quotients_that_are_not_finite_are_got_over() {
        Tableau tableau = new Tableau(2, 4);
        tableau.add(new double[]{Double.NaN, Double.POSITIVE_INFINITY});
        tableau.add(new double[]{1, 1});
        assertThat(tableau.error(0)).isInfinite();
        tableau.add(new double[]{1, 1});

        assertThat(tableau.value(0)).isEqualTo(1);
        assertThat(tableau.value(1)).isEqualTo(1);
        assertThat(tableau.error(0)).isLessThan(1e-14);
        assertThat(tableau.error(1)).isLessThan(1e-14);
    }
}
