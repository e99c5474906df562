package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorSumTest {

    static List<Span> spans() {
        return Samples.spans();
    }

    private static float[] sum(float[] x, Span span) {
        return Samples.sameOnAnyThreads(() -> {
            float[] y = new float[span.outer() * span.inner()];
            Arrays.fill(y, Float.NaN);
            VectorSum.sum(x, y, span);
            return y;
        });
    }

    @ParameterizedTest
    @MethodSource("spans")
    void a_sum_is_the_float64_sum_rounded_once(Span span) {
        float[] x = Samples.normal(span.numel(), 1);
        double[] truth = new double[span.outer() * span.inner()];
        double[] sizes = new double[truth.length];
        for (int o = 0; o < span.outer(); o++) {
            for (int j = 0; j < span.length(); j++) {
                for (int i = 0; i < span.inner(); i++) {
                    truth[o * span.inner() + i] += x[span.at(o, j, i)];
                    sizes[o * span.inner() + i] += Math.abs(x[span.at(o, j, i)]);
                }
            }
        }
        Samples.assertClose(sum(x, span), truth, i -> 0.5 * Math.ulp((float) truth[i]) + 1e-13 * sizes[i]);
    }

    /** The interleaved sums that the documentation promises, whatever the machine's vectors are. */
    private static double inDocumentedOrder(float[] x, int at, int count) {
        double[] sums = new double[32];
        for (int i = 0; i < count; i++) {
            sums[count < 32 ? 0 : i % 32] += x[at + i];
        }
        for (int half = 16; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[0];
    }

    @Test
    void contiguous_elements_are_added_in_the_documented_order() {
        Samples.sizes().forEach(size -> {
            float[] x = Samples.normal(size + 3, size);
            double expected = inDocumentedOrder(x, 3, size);
            assertThat(VectorSum.sum(x, 3, size, new double[32])).as("%s numbers", size).isEqualTo(expected);
        });
    }

    @Test
    void blocks_are_added_in_their_order() {
        float[] x = Samples.normal(100_003, 1);
        double sum = 0;
        for (int at = 0; at < x.length; at += 32 * 1024) {
            sum += inDocumentedOrder(x, at, Math.min(32 * 1024, x.length - at));
        }
        assertThat(sum(x, new Span(1, x.length, 1))).containsExactly((float) sum);
    }

    @Test
    void a_sum_of_ten_million_numbers_is_exact_to_the_last_place() {
        float[] x = new float[10_000_000];
        double truth = 0;
        for (int i = 0; i < x.length; i++) {
            x[i] = 0.5f + (i * 1103515245 >>> 9) * 0x1p-23f;
            truth += x[i];
        }
        assertThat(sum(x, new Span(1, x.length, 1))[0]).isEqualTo((float) truth);
        float[] halves = sum(x, new Span(1, x.length / 2, 2));
        assertThat((double) halves[0] + halves[1]).isCloseTo(truth, within(1e-7 * truth));
    }

    @Test
    void infinities_and_NaN_stay_in_their_sums() {
        for (int length : new int[]{5, 207}) {
            float[] rows = Samples.normal(3 * length, 1);
            rows[2] = Float.POSITIVE_INFINITY;
            rows[length + 3] = Float.NaN;
            checkInfinityNaNAndFinite(sum(rows, new Span(3, length, 1)));
            float[] columns = Samples.normal(3 * length, 1);
            columns[2 * 3] = Float.POSITIVE_INFINITY;
            columns[3 * 3 + 1] = Float.NaN;
            checkInfinityNaNAndFinite(sum(columns, new Span(1, length, 3)));
        }
    }

    private static void checkInfinityNaNAndFinite(float[] y) {
        assertThat(y[0]).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(y[1]).isNaN();
        assertThat(y[2]).isFinite();
    }

    @Test
    void a_sum_of_nothing_is_zero() {
        assertThat(sum(new float[0], new Span(2, 0, 3))).containsExactly(0, 0, 0, 0, 0, 0);
        assertThat(sum(new float[0], new Span(2, 0, 1))).containsExactly(0, 0);
        assertThat(sum(new float[0], new Span(2, 3, 0))).isEmpty();
        assertThat(sum(new float[0], new Span(0, 3, 1))).isEmpty();
    }
}
