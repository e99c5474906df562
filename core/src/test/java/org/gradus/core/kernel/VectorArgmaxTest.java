package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorArgmaxTest {

    static List<Span> spans() {
        return Samples.spans();
    }

    private static long[] argmax(float[] x, Span span) {
        return Samples.sameOnAnyThreads(() -> {
            long[] y = new long[span.outer() * span.inner()];
            VectorArgmax.argmax(x, y, span);
            return y;
        });
    }

    private static void check(float[] x, Span span) {
        long[] expected = new long[span.outer() * span.inner()];
        new PlainFloat32Kernels().argmax(x, expected, span);
        assertThat(argmax(x, span)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("spans")
    void the_largest_is_where_the_plain_kernels_find_it(Span span) {
        check(Samples.normal(span.numel(), 1), span);
        check(Samples.withSpecial(span.numel(), 2), span);
    }

    @ParameterizedTest
    @MethodSource("spans")
    void the_first_of_equals_wins(Span span) {
        var random = new Random(3);
        float[] x = new float[span.numel()];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextInt(3);
        }
        check(x, span);
        check(new float[span.numel()], span);
    }

    @Test
    void zeros_of_both_signs_are_equal_and_the_first_NaN_is_largest() {
        float[] x = new float[40];
        Arrays.fill(x, Float.NEGATIVE_INFINITY);
        assertThat(argmax(x, new Span(1, 40, 1))).containsExactly(0);
        x[17] = -0f;
        x[33] = 0;
        assertThat(argmax(x, new Span(1, 40, 1))).containsExactly(17);
        x[35] = Float.NaN;
        x[38] = Float.NaN;
        assertThat(argmax(x, new Span(1, 40, 1))).containsExactly(35);
        long[] columns = new long[20];
        columns[13] = columns[15] = columns[18] = 1;
        assertThat(argmax(x, new Span(1, 2, 20))).isEqualTo(columns);
    }
}
