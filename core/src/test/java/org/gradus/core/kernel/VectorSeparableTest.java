package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorSeparableTest {

    private final Kernels<float[]> plain = new PlainFloat32Kernels();

    @Test
    void random_matrices_mix_as_the_plain_kernels_do() {
        Samples.property(400, random -> {
            SparseMatrix rows = matrix(random, 1 + random.nextInt(9));
            SparseMatrix columns = matrix(random, 1 + random.nextInt(70));
            int planes = random.nextInt(4);
            float[] x = Samples.normal(planes * rows.columns() * columns.columns(), random.nextLong());
            float[] exact = run(plain, rows, columns, x, planes);
            float[] ofAbsolutes = run(plain, absolute(rows), absolute(columns), Bound.absolutes(x), planes);
            Bound.assertClose("separable", run(new VectorKernels(), rows, columns, x, planes), exact, ofAbsolutes,
                    2 * 40);
        });
    }

    /** Of every kind: windows, each element twice, as it is, scattered, and with rows that have no term or many. */
    private static SparseMatrix matrix(Random random, int columns) {
        int kind = random.nextInt(5);
        int step = 1 + random.nextInt(3);
        var builder = new SparseMatrix.Builder(columns);
        int count = switch (kind) {
            case 0 -> Math.max(0, (columns - 3) / step + 1);
            case 1 -> 2 * columns - 1;
            case 2 -> columns;
            default -> random.nextInt(80);
        };
        int phase = random.nextInt(2);
        for (int i = 0; i < count; i++) {
            switch (kind) {
                case 0 -> {
                    for (int j = 0; j < 3 && i * step + j < columns; j++) {
                        builder.add(i * step + j, 0.25);
                    }
                }
                case 1 -> builder.add((i + phase) / 2, 0.5 + i % 2);
                case 2 -> builder.add(i, 1);
                case 3 -> {
                    for (int j = random.nextInt(4); j > 0; j--) {
                        builder.add(random.nextInt(columns), random.nextGaussian());
                    }
                }
                default -> {
                    for (int j = 0; j < columns; j += 1 + random.nextInt(2)) {
                        builder.add(j, random.nextGaussian());
                    }
                }
            }
            builder.endRow();
        }
        SparseMatrix matrix = builder.build();
        return random.nextBoolean() && count > 0 ? matrix.transposed() : matrix;
    }

    private static SparseMatrix absolute(SparseMatrix matrix) {
        var builder = new SparseMatrix.Builder(matrix.columns());
        for (int row = 0; row < matrix.rows(); row++) {
            for (int term = matrix.start(row); term < matrix.start(row + 1); term++) {
                builder.add(matrix.column(term), Math.abs(matrix.weight(term)));
            }
            builder.endRow();
        }
        return builder.build();
    }

    private static float[] run(Kernels<float[]> kernels, SparseMatrix rows, SparseMatrix columns, float[] x,
            int planes) {
        float[] y = new float[planes * rows.rows() * columns.rows()];
        kernels.separable(rows, columns, x, y, planes);
        return y;
    }

    @Test
    void bits_are_the_same_on_any_number_of_threads() {
        SparseMatrix rows = stretched(40, 100);
        SparseMatrix columns = stretched(57, 131);
        float[] x = Samples.normal(30 * 40 * 57, 1);
        float[] y = Samples.sameOnAnyThreads(() -> run(new VectorKernels(), rows, columns, x, 30));
        float[] again = Samples.sameOnAnyThreads(() -> run(new VectorKernels(), rows.transposed(),
                columns.transposed(), y, 30));
        assertThat(again).hasSameSizeAs(x);
    }

    static SparseMatrix stretched(int in, int out) {
        var builder = new SparseMatrix.Builder(in);
        for (int i = 0; i < out; i++) {
            double place = (double) i * (in - 1) / (out - 1);
            int left = (int) place;
            builder.add(left, 1 - (place - left)).add(Math.min(left + 1, in - 1), place - left).endRow();
        }
        return builder.build();
    }

    @Test
    void what_has_no_weight_has_no_say_though_it_is_nan_and_rows_without_terms_are_zero() {
        SparseMatrix columns = new SparseMatrix.Builder(3).add(0, 1).add(2, 0).endRow().endRow().add(1, 2).add(1, -2)
                .add(0, -1).endRow().build();
        float[] x = {-0f, 5, Float.NaN};
        for (Kernels<float[]> kernels : List.of(plain, new VectorKernels())) {
            float[] y = run(kernels, SparseMatrix.identity(1), columns, x, 1);
            assertThat(y[0]).isZero();
            assertThat(Float.floatToRawIntBits(y[1])).isZero();
            assertThat(y[2]).isZero();
        }
    }

    @Test
    void a_transposed_matrix_has_rows_and_columns_exchanged_and_twice_transposed_is_the_same() {
        SparseMatrix matrix = new SparseMatrix.Builder(3).add(2, 5).add(0, 7).endRow().endRow().add(2, 11).endRow()
                .build();
        SparseMatrix transposed = matrix.transposed();
        assertThat(transposed.rows()).isEqualTo(3);
        assertThat(transposed.columns()).isEqualTo(3);
        assertThat(transposed.start(1) - transposed.start(0)).isEqualTo(1);
        assertThat(transposed.column(0)).isZero();
        assertThat(transposed.weight(0)).isEqualTo(7);
        assertThat(transposed.start(2)).isEqualTo(transposed.start(1));
        assertThat(transposed.column(1)).isZero();
        assertThat(transposed.column(2)).isEqualTo(2);
        float[] x = {1, 2, 3};
        SparseMatrix one = SparseMatrix.identity(1);
        assertThat(run(plain, one, transposed.transposed(), x, 1)).isEqualTo(run(plain, one, matrix, x, 1));
        assertThat(SparseMatrix.identity(4).transposed().isIdentity()).isTrue();
        assertThat(matrix.isIdentity()).isFalse();
    }
}
