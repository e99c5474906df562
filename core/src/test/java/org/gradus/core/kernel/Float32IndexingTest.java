package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Float32IndexingTest {

    private final Kernels<float[]> plain = new PlainFloat32Kernels();

    static List<Span> spans() {
        return Samples.spans();
    }

    @ParameterizedTest
    @MethodSource("spans")
    void gather_picks_what_the_plain_kernels_pick(Span span) {
        float[] x = Samples.withSpecial(span.numel(), 1);
        for (int picks : new int[]{0, 1, span.length() + 3}) {
            long[] index = Samples.indices(span.outer() * picks * span.inner(), span.length(), 2);
            float[] expected = new float[index.length];
            plain.gather(x, index, expected, span, picks);
            assertThat(Samples.sameOnAnyThreads(() -> {
                float[] y = new float[index.length];
                Float32Indexing.gather(x, index, y, span, picks);
                return y;
            })).as("%s picks", picks).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("spans")
    void scatterAdd_adds_bit_for_bit_what_the_plain_kernels_add(Span span) {
        for (int picks : new int[]{0, 1, span.length() + 3}) {
            long[] index = Samples.indices(span.outer() * picks * span.inner(), span.length(), 1);
            float[] x = Samples.normal(index.length, 2);
            float[] expected = new float[span.numel()];
            plain.scatterAdd(x, index, expected, span, picks);
            assertThat(Samples.sameOnAnyThreads(() -> {
                float[] y = new float[span.numel()];
                Float32Indexing.scatterAdd(x, index, y, span, picks);
                return y;
            })).as("%s picks", picks).isEqualTo(expected);
        }
    }

    @Test
    void scatterAdd_adds_in_ascending_order() {
        float[] y = new float[2];
        Float32Indexing.scatterAdd(new float[]{1e8f, 3, -1e8f, 3}, new long[]{1, 1, 1, 1}, y, new Span(1, 2, 1), 4);
        assertThat(y).containsExactly(0, 3);
    }
}
