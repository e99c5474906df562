package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorElementwiseTest {

    private final Kernels<float[]> plain = new PlainFloat32Kernels();
    private final Kernels<float[]> vector = new VectorKernels();

    @ParameterizedTest
    @EnumSource(names = {"NEG", "RELU"})
    void exact_functions_of_one_number_equal_the_plain_kernels(UnaryFunction f) {
        Samples.sizes().forEach(size -> {
            float[] x = Samples.withSpecial(size, size);
            float[] expected = new float[size];
            float[] y = new float[size];
            plain.unary(f, x, expected);
            vector.unary(f, x, y);
            assertThat(y).as("%s of %s numbers", f, size).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @EnumSource
    void functions_of_two_numbers_equal_the_plain_kernels(BinaryFunction f) {
        Samples.sizes().forEach(size -> {
            float[] a = Samples.withSpecial(size, 1);
            float[] b = Samples.withSpecial(size, 2);
            float[] expected = new float[size];
            float[] y = new float[size];
            int[] shape = {size};
            plain.binary(f, a, b, expected, Broadcast.of(shape, shape, shape));
            vector.binary(f, a, b, y, Broadcast.of(shape, shape, shape));
            assertThat(y).as("%s of %s numbers", f, size).isEqualTo(expected);
        });
    }
}
