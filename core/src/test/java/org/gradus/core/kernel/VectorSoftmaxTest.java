package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorSoftmaxTest {

    private static final float INFINITY = Float.POSITIVE_INFINITY;

    static List<Span> spans() {
        return Samples.spans();
    }

    private static float[] softmax(float[] x, Span span) {
        return Samples.sameOnAnyThreads(() -> {
            float[] y = new float[x.length];
            VectorSoftmax.softmax(x, y, span);
            return y;
        });
    }

    private static float[] logSoftmax(float[] x, Span span) {
        return Samples.sameOnAnyThreads(() -> {
            float[] y = new float[x.length];
            VectorSoftmax.logSoftmax(x, y, span);
            return y;
        });
    }

    private static float[] crossEntropy(float[] x, long[] labels, Span span) {
        return Samples.sameOnAnyThreads(() -> {
            float[] y = new float[labels.length];
            VectorSoftmax.crossEntropy(x, labels, y, span);
            return y;
        });
    }

    private static float[] scores(Span span) {
        float[] x = Samples.normal(span.numel(), 1);
        for (int i = 0; i < x.length; i++) {
            x[i] *= 5;
        }
        return x;
    }

    @ParameterizedTest
    @MethodSource("spans")
    void softmax_is_that_of_float64(Span span) {
        float[] x = scores(span);
        double[] truth = new double[x.length];
        new Float64Kernels().softmax(Samples.widened(x), truth, span);
        float[] y = softmax(x, span);
        Samples.assertClose(y, truth, i -> 4e-6 * truth[i]);
    }

    @ParameterizedTest
    @MethodSource("spans")
    void log_softmax_is_that_of_float64(Span span) {
        float[] x = scores(span);
        double[] truth = new double[x.length];
        new Float64Kernels().logSoftmax(Samples.widened(x), truth, span);
        float[] y = logSoftmax(x, span);
        Samples.assertClose(y, truth, _ -> 4e-6);
    }

    @ParameterizedTest
    @MethodSource("spans")
    void cross_entropy_is_that_of_float64(Span span) {
        float[] x = scores(span);
        long[] labels = Samples.indices(span.outer() * span.inner(), span.length(), 2);
        double[] truth = new double[labels.length];
        new Float64Kernels().crossEntropy(Samples.widened(x), labels, truth, span);
        float[] y = crossEntropy(x, labels, span);
        Samples.assertClose(y, truth, _ -> 4e-6);
    }

    /** A row of the given length that begins with these scores and goes on with −∞, which counts for nothing. */
    private static float[] row(int length, float... scores) {
        float[] x = new float[length];
        Arrays.fill(x, -INFINITY);
        System.arraycopy(scores, 0, x, 0, scores.length);
        return x;
    }

    @Test
    void large_scores_do_not_overflow() {
        for (int length : new int[]{3, 200}) {
            var span = new Span(1, length, 1);
            float[] x = row(length, 1e4f, 1e4f, -3e38f);
            assertThat(softmax(x, span)).startsWith(0.5f, 0.5f, 0);
            assertThat(logSoftmax(x, span)[0]).isEqualTo((float) -Math.log(2));
            assertThat(crossEntropy(x, new long[]{1}, span)).containsExactly((float) Math.log(2));
            assertThat(crossEntropy(row(length, 3e38f, -3e38f, 0), new long[]{1}, span)).containsExactly(INFINITY);
        }
    }

    @Test
    void a_score_of_minus_infinity_has_no_probability() {
        for (int length : new int[]{3, 200}) {
            var span = new Span(1, length, 1);
            float[] x = row(length, -INFINITY, 7);
            assertThat(softmax(x, span)).startsWith(0, 1, 0);
            assertThat(logSoftmax(x, span)).startsWith(-INFINITY, 0, -INFINITY);
            assertThat(crossEntropy(x, new long[]{0}, span)).containsExactly(INFINITY);
            assertThat(crossEntropy(x, new long[]{1}, span)).containsExactly(0);
        }
    }

    @Test
    void what_has_no_softmax_is_NaN_in_its_own_row_alone() {
        for (int length : new int[]{3, 200}) {
            for (float bad : new float[]{Float.NaN, INFINITY, -INFINITY}) {
                float[] x = new float[3 * length];
                x[length + 1] = bad;
                if (bad == -INFINITY) {
                    Arrays.fill(x, length, 2 * length, bad);
                }
                var span = new Span(3, length, 1);
                for (float[] y : List.of(softmax(x, span), logSoftmax(x, span))) {
                    for (int i = 0; i < y.length; i++) {
                        assertThat(Float.isNaN(y[i])).isEqualTo(i / length == 1);
                    }
                }
                float[] losses = crossEntropy(x, new long[3], span);
                assertThat(losses[1]).isNaN();
                assertThat(losses[0]).isEqualTo(losses[2]).isFinite();
            }
        }
    }

    @Test
    void rows_of_nothing_give_nothing() {
        assertThat(softmax(new float[0], new Span(3, 0, 2))).isEmpty();
        assertThat(logSoftmax(new float[0], new Span(0, 100, 1))).isEmpty();
        assertThat(crossEntropy(new float[0], new long[0], new Span(0, 10, 1))).isEmpty();
    }
}
