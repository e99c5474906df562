package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorGemmTest {

    private static final int[] AWKWARD = {1, 4, 6, 13, 207};

    private final Kernels<float[]> plain = new PlainFloat32Kernels();

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6, 13, 207})
    void products_of_awkward_sizes_are_the_plain_ones(int m) {
        for (int k : AWKWARD) {
            for (int n : AWKWARD) {
                int batches = m * k * n > 1_000_000 ? 1 : 3;
                for (boolean transposeA : new boolean[]{false, true}) {
                    for (boolean transposeB : new boolean[]{false, true}) {
                        assertRight(new MatMulGeometry(batches, m, k, n, transposeA, transposeB));
                    }
                }
            }
        }
    }

    @Test
    void every_number_of_rows_and_of_columns_left_over_is_covered() {
        for (int size = 1; size <= 50; size++) {
            assertRight(new MatMulGeometry(1, size, 9, 70, false, false));
            assertRight(new MatMulGeometry(1, 26, 9, size, false, false));
            assertRight(new MatMulGeometry(1, 26, size, 70, false, false));
        }
    }

    /** Large enough for several tasks: squares, one long side, few columns, one, and a k that is cut into parts. */
    static Stream<MatMulGeometry> large() {
        return Stream.of(
                new MatMulGeometry(1, 250, 331, 260, false, false),
                new MatMulGeometry(1, 131, 700, 150, true, true),
                new MatMulGeometry(1, 3001, 40, 37, false, true),
                new MatMulGeometry(1, 37, 40, 3001, true, false),
                new MatMulGeometry(1, 2000, 300, 10, false, false),
                new MatMulGeometry(1, 10, 36_864, 25, false, true),
                new MatMulGeometry(1, 300, 1, 3000, false, false),
                new MatMulGeometry(1, 1, 1000, 700, false, false),
                new MatMulGeometry(1, 1, 1000, 709, false, true),
                new MatMulGeometry(1, 8, 1500, 709, false, true),
                new MatMulGeometry(2, 3, 1031, 1025, false, true),
                new MatMulGeometry(1, 703, 1000, 1, false, false),
                new MatMulGeometry(1, 700, 1000, 1, true, false),
                new MatMulGeometry(1, 1, 200_003, 1, false, false),
                new MatMulGeometry(40, 33, 35, 34, false, false),
                new MatMulGeometry(3, 130, 500, 140, false, true),
                new MatMulGeometry(50, 1, 60, 70, false, false));
    }

    @ParameterizedTest
    @MethodSource("large")
    void large_products_are_the_plain_ones(MatMulGeometry g) {
        assertRight(g);
    }

    @ParameterizedTest
    @MethodSource("large")
    void products_have_the_same_bits_on_any_number_of_threads(MatMulGeometry g) {
        float[] a = Samples.normal(g.batches() * g.m() * g.k(), 1);
        float[] b = Samples.normal(g.batches() * g.k() * g.n(), 2);
        ThreadCounts.assertSameBits(g.toString(), () -> product(a, b, g));
    }

    /** B is too large to be packed at once. Each element is one chain of fused multiply-adds along k. */
    @Test
    void a_product_packed_in_several_goes_adds_up_every_slice_in_its_order() {
        var g = new MatMulGeometry(1, 2112, 4096, 2100, false, false);
        float[] a = Samples.normal(g.m() * g.k(), 3);
        float[] b = Samples.normal(g.k() * g.n(), 4);
        float[] product = product(a, b, g);
        for (int sample = 0; sample < 1000; sample++) {
            int i = sample * 733 % g.m();
            int j = sample * 1117 % g.n();
            float sum = 0;
            for (int p = 0; p < g.k(); p++) {
                sum = Math.fma(a[i * g.k() + p], b[p * g.n() + j], sum);
            }
            assertThat(product[i * g.n() + j]).as("row %s, column %s", i, j).isEqualTo(sum);
        }
    }

    @Test
    void a_product_over_nothing_is_zero() {
        var g = new MatMulGeometry(2, 13, 0, 40, false, false);
        assertThat(product(new float[0], new float[0], g)).containsOnly(0);
    }

    @Test
    void empty_products_are_empty() {
        assertThat(product(new float[0], new float[12], new MatMulGeometry(1, 0, 3, 4, false, false))).isEmpty();
        assertThat(product(new float[12], new float[0], new MatMulGeometry(1, 4, 3, 0, false, false))).isEmpty();
        assertThat(product(new float[0], new float[0], new MatMulGeometry(0, 4, 3, 2, false, false))).isEmpty();
    }

    @Test
    void a_nan_reaches_its_own_row_and_no_other() {
        var g = new MatMulGeometry(1, 14, 20, 35, false, false);
        float[] a = Samples.normal(14 * 20, 1);
        a[13 * 20 + 7] = Float.NaN;
        float[] c = product(a, Samples.normal(20 * 35, 2), g);
        for (int i = 0; i < c.length; i++) {
            assertThat(Float.isNaN(c[i])).as("element %s", i).isEqualTo(i / 35 == 13);
        }
    }

    private void assertRight(MatMulGeometry g) {
        float[] a = Samples.normal(g.batches() * g.m() * g.k(), 1);
        float[] b = Samples.normal(g.batches() * g.k() * g.n(), 2);
        float[] exact = new float[g.batches() * g.m() * g.n()];
        float[] ofAbsolutes = new float[exact.length];
        plain.matmul(a, b, exact, g);
        plain.matmul(Bound.absolutes(a), Bound.absolutes(b), ofAbsolutes, g);
        Bound.assertClose(g.toString(), product(a, b, g), exact, ofAbsolutes, g.k());
    }

    private static float[] product(float[] a, float[] b, MatMulGeometry g) {
        float[] c = new float[g.batches() * g.m() * g.n()];
        Arrays.fill(c, Float.NaN);
        VectorGemm.matmul(a, b, c, g);
        return c;
    }
}
