package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MapZipTest {

    private static final List<Kernels<float[]>> FLOAT32 = List.of(new PlainFloat32Kernels(), new VectorKernels());

    @Test
    void map_applies_a_function_in_double_and_rounds_once() {
        for (Kernels<float[]> kernels : FLOAT32) {
            Samples.sizes().forEach(size -> {
                float[] x = Samples.withSpecial(size, size);
                float[] expected = new float[size];
                for (int i = 0; i < size; i++) {
                    expected[i] = (float) (Math.exp(x[i]) / 3);
                }
                float[] y = new float[size];
                kernels.map(v -> Math.exp(v) / 3, x, y);
                assertThat(y).as("%s numbers", size).isEqualTo(expected);
            });
        }
    }

    @Test
    void map_may_write_over_its_operand() {
        double[] x = {1, 2, 3};
        KernelSets.FLOAT64.map(v -> v * v, x, x);
        assertThat(x).containsExactly(1, 4, 9);
    }

    @Test
    void zip_broadcasts_as_the_plan_says_also_where_a_task_ends_within_a_row() {
        int rows = 7;
        int columns = 1999;
        int[] full = {rows, columns};
        for (int[][] shapes : new int[][][]{{full, full}, {full, {columns}}, {{rows, 1}, full}, {{rows, 1}, {columns}},
                {{}, full}, {full, {1}}}) {
            float[] a = Samples.withSpecial(length(shapes[0]), 1);
            float[] b = Samples.withSpecial(length(shapes[1]), 2);
            float[] expected = new float[rows * columns];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (float) Math.atan2(a[at(i, shapes[0], columns)], b[at(i, shapes[1], columns)]);
            }
            for (Kernels<float[]> kernels : FLOAT32) {
                float[] y = new float[rows * columns];
                kernels.zip(Math::atan2, a, b, y, Broadcast.of(shapes[0], shapes[1], full));
                assertThat(y).as("%s with %s", shapes[0], shapes[1]).isEqualTo(expected);
            }
        }
    }

    @Test
    void select_broadcasts_as_the_plan_says_also_where_a_task_ends_within_a_row() {
        int rows = 7;
        int columns = 1999;
        boolean[] conditions = new boolean[rows * columns];
        for (int i = 0; i < conditions.length; i++) {
            conditions[i] = i % 3 == 0;
        }
        int[] full = {rows, columns};
        for (int[][] shapes : new int[][][]{{full, full}, {{rows, 1}, {columns}}, {{columns}, {}}, {{}, full}}) {
            float[] a = Samples.normal(length(shapes[0]), 1);
            float[] b = Samples.normal(length(shapes[1]), 2);
            float[] expected = new float[rows * columns];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = conditions[i] ? a[at(i, shapes[0], columns)] : b[at(i, shapes[1], columns)];
            }
            float[] y = new float[rows * columns];
            KernelSets.FLOAT32.select(conditions, a, b, y, Broadcast.of(shapes[0], shapes[1], full));
            assertThat(y).as("%s or %s", shapes[0], shapes[1]).isEqualTo(expected);
        }
    }

    @Test
    void zip_of_nothing_writes_nothing() {
        double[] y = {};
        KernelSets.FLOAT64.zip(Math::atan2, new double[0], new double[]{1}, y,
                Broadcast.of(new int[]{3, 0}, new int[]{1}, new int[]{3, 0}));
        assertThat(y).isEmpty();
    }

    @Test
    void map_of_integers_refuses_what_a_double_does_not_hold() {
        long[] x = new long[10_000];
        x[9_999] = 1L << 52;
        assertThatThrownBy(() -> KernelSets.INT64.map(v -> 4 * v, x, new long[x.length]))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2^53");
    }

    private static int length(int[] shape) {
        int length = 1;
        for (int size : shape) {
            length *= size;
        }
        return length;
    }

    /** Where an operand of one of the shapes above is read for element i of the result. */
    private static int at(int i, int[] shape, int columns) {
        int row = i / columns;
        int column = i % columns;
        return switch (shape.length) {
            case 2 -> shape[1] == 1 ? row : row * columns + column;
            case 1 -> shape[0] == 1 ? 0 : column;
            default -> 0;
        };
    }
}
