package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorFunctionTest {

    private static final MathContext DIGITS = new MathContext(80);
    private static final BigDecimal PI = new BigDecimal(
            "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899");
    private static final double TOLERANCE = 1e-15;

    @Test
    void erf_and_erfc_are_right_to_the_last_digits() {
        // steps of an odd length across both joints of the approximation, 0.46875 and 4
        for (double x = 0.001; x < 8; x += 0.0237) {
            BigDecimal erf = series(x);
            BigDecimal erfc = BigDecimal.ONE.subtract(erf);
            assertThat(relativeError(ErrorFunction.erf(x), erf)).as("erf %s", x).isLessThan(TOLERANCE);
            assertThat(relativeError(ErrorFunction.erfc(x), erfc)).as("erfc %s", x).isLessThan(TOLERANCE);
            assertThat(relativeError(ErrorFunction.erf(-x), erf.negate())).as("erf −%s", x).isLessThan(TOLERANCE);
            assertThat(relativeError(ErrorFunction.erfc(-x), erf.add(BigDecimal.ONE))).as("erfc −%s", x)
                    .isLessThan(TOLERANCE);
        }
    }

    /** erf x = 2/√π·Σ (−1)ⁿ·x²ⁿ⁺¹ / (n!·(2n + 1)), whose terms for x = 8 grow to 10²⁶ before they vanish. */
    private static BigDecimal series(double x) {
        BigDecimal square = new BigDecimal(x).pow(2, DIGITS);
        BigDecimal power = new BigDecimal(x);
        BigDecimal sum = power;
        for (int n = 1; power.abs().compareTo(new BigDecimal("1e-60")) > 0; n++) {
            power = power.multiply(square, DIGITS).divide(BigDecimal.valueOf(-n), DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
        }
        return sum.multiply(BigDecimal.TWO).divide(PI.sqrt(DIGITS), DIGITS);
    }

    private static double relativeError(double actual, BigDecimal expected) {
        return new BigDecimal(actual).subtract(expected).divide(expected, DIGITS).abs().doubleValue();
    }

    /** Beyond the series; the digits are mpmath's. */
    @ParameterizedTest
    @CsvSource({"10,2.0884875837625447570e-45", "20,5.3958656116079009290e-176", "26,5.6631924088561428465e-296"})
    void erfc_keeps_its_digits_far_out(double x, BigDecimal erfc) {
        assertThat(relativeError(ErrorFunction.erfc(x), erfc)).isLessThan(TOLERANCE);
    }

    @Test
    void ends_and_middle_are_exact() {
        assertThat(ErrorFunction.erf(0.0)).isEqualTo(0.0);
        assertThat(ErrorFunction.erf(-0.0)).isEqualTo(-0.0);
        assertThat(ErrorFunction.erfc(0)).isEqualTo(1);
        assertThat(ErrorFunction.erf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(ErrorFunction.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(ErrorFunction.erfc(Double.POSITIVE_INFINITY)).isEqualTo(0);
        assertThat(ErrorFunction.erfc(Double.NEGATIVE_INFINITY)).isEqualTo(2);
        assertThat(ErrorFunction.erf(Double.NaN)).isNaN();
        assertThat(ErrorFunction.erfc(Double.NaN)).isNaN();
        assertThat(ErrorFunction.erf(Double.MIN_NORMAL)).isBetween(Double.MIN_NORMAL, 1.13 * Double.MIN_NORMAL);
    }
}
