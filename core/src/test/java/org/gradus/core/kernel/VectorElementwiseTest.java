package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorElementwiseTest {

    private final Kernels<float[]> plain = new PlainFloat32Kernels();
    private final Kernels<float[]> vector = new VectorKernels();

    private float[] unary(UnaryFunction f, float[] x) {
        return Samples.sameOnAnyThreads(() -> {
            float[] y = new float[x.length];
            vector.unary(f, x, y);
            return y;
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"NEG", "RELU"})
    void exact_functions_of_one_number_equal_the_plain_kernels(UnaryFunction f) {
        Samples.sizes().forEach(size -> {
            float[] x = Samples.withSpecial(size, size);
            float[] expected = new float[size];
            plain.unary(f, x, expected);
            assertThat(unary(f, x)).as("%s of %s numbers", f, size).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"EXP", "LOG", "TANH", "SIGMOID"})
    void rounded_functions_of_one_number_are_within_2_ulp_of_float64(UnaryFunction f) {
        Samples.sizes().forEach(size -> {
            float[] x = Samples.withSpecial(size, size);
            double[] truth = new double[size];
            new Float64Kernels().unary(f, Samples.widened(x), truth);
            float[] y = unary(f, x);
            for (int i = 0; i < size; i++) {
                if (!(Samples.ulps(y[i], truth[i]) <= 2)) {
                    assertThat(y[i]).as("%s of number %s of %s, %s", f, i, size, x[i]).isEqualTo((float) truth[i]);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_function_may_write_over_what_it_reads(UnaryFunction f) {
        Samples.sizes().forEach(size -> {
            float[] x = Samples.withSpecial(size, size);
            float[] expected = unary(f, x);
            vector.unary(f, x, x);
            assertThat(x).as("%s of %s numbers", f, size).isEqualTo(expected);
        });
    }

    @Test
    void relu_keeps_NaN_and_the_sign_of_zero_as_PyTorch_does() {
        float[] y = unary(UnaryFunction.RELU, new float[]{-1, -0f, 0, 1, Float.NaN, Float.NEGATIVE_INFINITY});
        assertThat(y).containsExactly(0, -0f, 0, 1, Float.NaN, 0);
    }

    @Test
    void axpby_is_the_plain_sum_to_within_the_rounding_of_its_terms() {
        Samples.sizes().forEach(size -> {
            float[] x = Samples.normal(size, 1);
            float[] before = Samples.normal(size, 2);
            float[] y = Samples.sameOnAnyThreads(() -> {
                float[] result = before.clone();
                vector.axpby(-0.25, x, 0.9, result);
                return result;
            });
            double[] truth = new double[size];
            for (int i = 0; i < size; i++) {
                truth[i] = -0.25 * x[i] + 0.9 * before[i];
            }
            Samples.assertClose(y, truth, i -> 0x1p-22 * (Math.abs(x[i]) + Math.abs(before[i])));
        });
    }

    @Test
    void axpby_with_factors_of_one_is_an_exact_addition() {
        float[] x = Samples.withSpecial(207, 1);
        float[] y = Samples.withSpecial(207, 2);
        float[] expected = y.clone();
        plain.axpby(1, x, 1, expected);
        vector.axpby(1, x, 1, y);
        assertThat(y).isEqualTo(expected);
    }
}
