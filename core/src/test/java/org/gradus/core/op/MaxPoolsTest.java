package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.gradus.core.DType;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.MaxUnpoolOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.ValuesAndIndices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Largest values of windows, where they stand, and what puts them back there. */
class MaxPoolsTest {

    private static final double NAN = Double.NaN;
    private static final MaxPoolOptions TWO = MaxPoolOptions.kernel(2);

    private static Tensor line(DType dtype, double... values) {
        return Tensor.of(values, 1, values.length).to(dtype);
    }

    private static double[] values(Tensor x) {
        return x.to(DType.FLOAT64).toDoubleArray();
    }

    private static void assertFound(ValuesAndIndices found, double[] values, long... indices) {
        assertThat(values(found.values())).containsExactly(values);
        assertThat(found.indices().toLongArray()).containsExactly(indices);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void the_first_of_equals_wins_along_a_line(DType dtype) {
        assertFound(MaxPools.maxPool1dWithIndices(line(dtype, 1, 5, 2, 5, 5), TWO.withStride(1)),
                new double[]{5, 5, 5, 5}, 1, 1, 3, 3);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void windows_may_be_padded_dilated_and_hang_over_the_end(DType dtype) {
        Tensor x = line(dtype, 9, 1, 8, 2, 7);
        assertFound(MaxPools.maxPool1dWithIndices(x, TWO.withStride(1).withDilation(2)), new double[]{9, 2, 8}, 0, 3,
                2);
        assertFound(MaxPools.maxPool1dWithIndices(x, TWO.withCeilMode(true)), new double[]{9, 8, 7}, 0, 2, 4);
        assertFound(MaxPools.maxPool1dWithIndices(x, TWO.withPadding(1)), new double[]{9, 8, 7}, 0, 2, 4);
        assertFound(MaxPools.maxPool1dWithIndices(x, MaxPoolOptions.kernel(6).withStride(3).withCeilMode(true)),
                new double[]{9}, 0);
    }

    @Test
    void indices_count_the_cells_of_a_channel_row_by_row() {
        Tensor x = Tensor.of(new double[]{1, 2, 0, 9, 4, 3, 5, 6, 9, 2, 3, 4, 0, 8, 7, 1}, 1, 2, 2, 4);
        assertFound(MaxPools.maxPool2dWithIndices(x, TWO), new double[]{4, 9, 9, 7}, 4, 3, 0, 6);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void windows_that_cover_a_line_evenly_have_the_first_of_equals_and_nan_above_all(DType dtype) {
        // 5 cells in 3 windows: 0…1, 1…3, 3…4
        assertFound(MaxPools.adaptiveMaxPool1dWithIndices(line(dtype, 5, 1, 4, 2, 3), 3), new double[]{5, 4, 3}, 0, 2,
                4);
        assertFound(MaxPools.adaptiveMaxPool1dWithIndices(line(dtype, 7, 7, 7, 7, 7), 3), new double[]{7, 7, 7}, 0, 1,
                3);
        assertFound(MaxPools.adaptiveMaxPool1dWithIndices(line(dtype, 1, NAN, NAN, 0, 2), 3),
                new double[]{NAN, NAN, 2}, 1, 1, 4);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void a_winner_of_two_windows_has_the_gradients_of_both(DType dtype) {
        Tensor x = line(dtype, 1, 6, 2, 0, 3).requiresGrad(true);
        MaxPools.adaptiveMaxPool1d(x, 3).backward(Tensor.of(new double[]{10, 20, 30}, 1, 3).to(dtype));
        assertThat(values(x.grad())).containsExactly(0, 30, 0, 0, 30);
    }

    @Test
    void more_windows_than_cells_repeat_them() {
        // 2 cells in 3 windows: 0, both, 1
        assertFound(MaxPools.adaptiveMaxPool1dWithIndices(line(DType.FLOAT32, 3, 8), 3), new double[]{3, 8, 8}, 0, 1,
                1);
    }

    @Test
    void one_window_has_all_and_minus_one_keeps_a_size_and_none_gives_nothing() {
        Tensor x = Tensor.of(new double[]{1, 6, 3, 4, 5, 2}, 1, 2, 3);
        assertFound(MaxPools.adaptiveMaxPool2dWithIndices(x, 1), new double[]{6}, 1);
        assertFound(MaxPools.adaptiveMaxPool2dWithIndices(x, -1, 1), new double[]{6, 5}, 1, 4);
        assertFound(MaxPools.adaptiveMaxPool2dWithIndices(x, 1, -1), new double[]{4, 6, 3}, 3, 1, 2);
        assertThat(MaxPools.adaptiveMaxPool2d(x, 0, 3).shape()).isEqualTo(Shape.of(1, 0, 3));
        assertFound(MaxPools.adaptiveMaxPool3dWithIndices(x.unsqueeze(1), 1), new double[]{6}, 1);
    }

    @Test
    void a_volume_of_equals_has_its_first_cell_win() {
        Tensor x = Tensor.full(Shape.of(1, 2, 2, 2), 3, DType.FLOAT32).requiresGrad(true);
        ValuesAndIndices found = MaxPools.maxPool3dWithIndices(x, TWO);
        assertFound(found, new double[]{3}, 0);
        found.values().sum().backward();
        assertThat(x.grad().toFloatArray()).containsExactly(1, 0, 0, 0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void volumes_have_the_winners_that_looking_at_every_cell_finds(DType dtype) {
        for (int seed = 0; seed < 40; seed++) {
            var random = new Random(seed);
            int[] in = {1 + random.nextInt(5), 1 + random.nextInt(6), 1 + random.nextInt(20)};
            double[] numbers = new double[2 * in[0] * in[1] * in[2]];
            Arrays.setAll(numbers, i -> i % 17 == 3 ? NAN : random.nextInt(5));
            Tensor x = Tensor.of(numbers, 2, in[0], in[1], in[2]).to(dtype);
            int[] kernel = {1 + random.nextInt(in[0]), 1 + random.nextInt(in[1]), 1 + random.nextInt(in[2])};
            int[] stride = {1 + random.nextInt(2), 1 + random.nextInt(3), 1 + random.nextInt(3)};
            ValuesAndIndices found = MaxPools.maxPool3dWithIndices(x,
                    MaxPoolOptions.kernel(kernel).withStride(stride));
            int cells = in[0] * in[1] * in[2];
            int window = 0;
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i + kernel[0] <= in[0]; i += stride[0]) {
                    for (int j = 0; j + kernel[1] <= in[1]; j += stride[1]) {
                        for (int k = 0; k + kernel[2] <= in[2]; k += stride[2], window++) {
                            int best = winner(numbers, c * cells, in, new int[]{i, j, k}, kernel);
                            assertThat(found.indices().toLongArray()[window]).as("seed %s, window %s", seed, window)
                                    .isEqualTo(best);
                            assertThat((Double) values(found.values())[window])
                                    .isEqualTo((Double) numbers[c * cells + best]);
                        }
                    }
                }
            }
            assertThat(window).isEqualTo(found.values().numel());
        }
    }

    private static int winner(double[] x, int origin, int[] in, int[] first, int[] kernel) {
        int best = -1;
        for (int i = first[0]; i < first[0] + kernel[0]; i++) {
            for (int j = first[1]; j < first[1] + kernel[1]; j++) {
                for (int k = first[2]; k < first[2] + kernel[2]; k++) {
                    int at = (i * in[1] + j) * in[2] + k;
                    if (best < 0 || Double.compare(x[origin + at], x[origin + best]) > 0) {
                        best = at;
                    }
                }
            }
        }
        return best;
    }

    @Test
    void empty_batches_and_single_images_are_pooled() {
        assertThat(MaxPools.maxPool1d(Tensor.ones(0, 3, 4), TWO).shape()).isEqualTo(Shape.of(0, 3, 2));
        assertThat(MaxPools.maxPool3d(Tensor.ones(0, 3, 4, 4, 4), TWO).shape()).isEqualTo(Shape.of(0, 3, 2, 2, 2));
        assertThat(MaxPools.maxPool2dWithIndices(Tensor.ones(2, 0, 4, 4), TWO).indices().shape())
                .isEqualTo(Shape.of(2, 0, 2, 2));
        assertThat(MaxPools.adaptiveMaxPool2d(Tensor.ones(0, 3, 5, 4), 3).shape()).isEqualTo(Shape.of(0, 3, 3, 3));
        Tensor image = Tensor.arange(24).to(DType.FLOAT32).reshape(2, 3, 4);
        assertThat(values(MaxPool2dOp.maxPool2d(image, TWO)))
                .isEqualTo(values(MaxPool2dOp.maxPool2d(image.unsqueeze(0), TWO)));
    }

    @Test
    void unpooling_puts_the_largest_back_where_they_stood() {
        Tensor x = Tensor.of(new double[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 1, 1, 4, 4);
        ValuesAndIndices pooled = MaxPools.maxPool2dWithIndices(x, TWO);
        assertThat(values(MaxUnpools.maxUnpool2d(pooled.values(), pooled.indices(), MaxUnpoolOptions.kernel(2))))
                .containsExactly(0, 0, 0, 0, 0, 6, 0, 8, 0, 0, 0, 0, 0, 14, 0, 16);
        ValuesAndIndices odd = MaxPools.maxPool1dWithIndices(line(DType.FLOAT32, 4, 2, 3, 1, 9), TWO);
        assertThat(values(MaxUnpools.maxUnpool1d(odd.values(), odd.indices(),
                MaxUnpoolOptions.kernel(2).withOutputSize(5)))).containsExactly(4, 0, 3, 0, 0);
    }

    @Test
    void of_values_with_one_place_the_last_stands_there_and_has_the_gradient() {
        Tensor x = Tensor.of(new double[]{1, NAN, 3, 4, 5, 6}, 2, 3).requiresGrad(true);
        Tensor places = Tensor.of(new long[]{1, 2, 2, 1, 1, 1}, 2, 3);
        Tensor y = MaxUnpools.maxUnpool1d(x, places, MaxUnpoolOptions.kernel(1).withStride(1));
        assertThat(values(y)).containsExactly(0, 1, 3, 0, 6, 0);
        y.backward(Tensor.of(new double[]{1, 2, 3, 4, 5, 6}, 2, 3));
        assertThat(values(x.grad())).containsExactly(2, 0, 3, 0, 0, 5);
    }

    @Test
    void nothing_is_unpooled_to_nothing() {
        Tensor none = Tensor.zeros(0, 2, 3);
        assertThat(MaxUnpools.maxUnpool1d(none, none.to(DType.INT64), MaxUnpoolOptions.kernel(2)).shape())
                .isEqualTo(Shape.of(0, 2, 6));
    }
}
