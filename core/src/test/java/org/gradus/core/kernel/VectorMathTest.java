package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VectorMathTest {

    /** Prime, so that no bit of a float stands still from one step to the next. */
    private static final int STEP = 3_001;

    private static double truth(UnaryFunction f, double x) {
        return switch (f) {
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
            case NEG, RELU -> throw new AssertionError(f);
        };
    }

    private static void check(UnaryFunction f, float[] x) {
        float[] y = new float[x.length];
        VectorElementwise.unary(f, x, y);
        for (int i = 0; i < x.length; i++) {
            double truth = truth(f, x[i]);
            if (!(Samples.ulps(y[i], truth) <= 2)) {
                assertThat(y[i]).as("%s of %s", f, x[i]).isEqualTo((float) truth);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXP", "LOG", "TANH", "SIGMOID"})
    void functions_are_within_2_ulp_all_over_the_range_of_floats(UnaryFunction f) {
        float[] x = new float[8192];
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE;) {
            for (int i = 0; i < x.length; i++) {
                x[i] = Float.intBitsToFloat((int) Math.min(bits, Integer.MAX_VALUE));
                bits += STEP;
            }
            check(f, x);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXP", "LOG", "TANH", "SIGMOID"})
    void functions_are_within_2_ulp_of_the_true_value_about_every_seam(UnaryFunction f) {
        Stream.of(0f, Float.MIN_NORMAL, 0.34657359f, 0.625f, 0.70710678f, 1f, 1.4142135f, 9.010913f, 16.635532f,
                87.336548f, 88.72284f, 89f, 103.27893f, 103.97208f, 104f, Float.MAX_VALUE).forEach(seam -> {
                    float[] x = new float[2 * 513];
                    for (int i = 0; i < 513; i++) {
                        x[i] = Float.intBitsToFloat(Math.max(0, Float.floatToIntBits(seam) + i - 256));
                        x[513 + i] = -x[i];
                    }
                    check(f, x);
                });
    }

    @ParameterizedTest
    @CsvSource({"EXP, 0, 1", "EXP, -0, 1", "EXP, Infinity, Infinity", "EXP, -Infinity, 0", "EXP, NaN, NaN",
            "EXP, 88.72284, Infinity", "EXP, 3.4028235E38, Infinity", "EXP, -3.4028235E38, 0",
            "EXP, -103.27893, 1.4E-45", "EXP, -104, 0", "EXP, 1.4E-45, 1", "LOG, 1, 0", "LOG, 0, -Infinity",
            "LOG, -0, -Infinity", "LOG, Infinity, Infinity", "LOG, -Infinity, NaN", "LOG, -1, NaN",
            "LOG, -1.4E-45, NaN", "LOG, NaN, NaN", "LOG, 1.4E-45, -103.27893", "TANH, 0, 0", "TANH, -0, -0",
            "TANH, Infinity, 1", "TANH, -Infinity, -1", "TANH, NaN, NaN", "TANH, 1.4E-45, 1.4E-45",
            "TANH, -1.4E-45, -1.4E-45", "TANH, 3.4028235E38, 1", "SIGMOID, 0, 0.5", "SIGMOID, -0, 0.5",
            "SIGMOID, Infinity, 1", "SIGMOID, -Infinity, 0", "SIGMOID, NaN, NaN", "SIGMOID, -103.27893, 1.4E-45",
            "SIGMOID, 3.4028235E38, 1", "SIGMOID, -3.4028235E38, 0"})
    void values_at_the_ends_are_exact(UnaryFunction f, float x, float expected) {
        float[] y = new float[1];
        VectorElementwise.unary(f, new float[]{x}, y);
        assertThat(y).containsExactly(expected);
    }
}
