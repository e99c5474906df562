package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gradus.core.AvgPoolOptions;
import org.gradus.core.DType;
import org.gradus.core.LpPoolOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Averages and norms of windows, exactly: every number here is a float32. */
class AvgPoolsTest {

    private static final double NAN = Double.NaN;
    private static final AvgPoolOptions TWO = AvgPoolOptions.kernel(2);
    private static final AvgPoolOptions PADDED = AvgPoolOptions.kernel(3).withStride(2).withPadding(1);

    private static Tensor line(double... values) {
        return Tensor.of(values, 1, values.length);
    }

    private static double[] values(Tensor x) {
        return x.to(DType.FLOAT64).toDoubleArray();
    }

    private static double[] counting(int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> i + 1);
        return values;
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void windows_of_2x2_side_by_side_are_averaged(DType dtype) {
        Tensor x = Tensor.of(counting(16), 1, 1, 4, 4).to(dtype).requiresGrad(true);
        Tensor y = AvgPools.avgPool2d(x, TWO);
        assertThat(values(y)).containsExactly(3.5, 5.5, 11.5, 13.5);
        y.backward(Tensor.of(new double[]{4, 8, 12, 16}, 1, 1, 2, 2).to(dtype));
        assertThat(values(x.grad())).containsExactly(1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4);
    }

    @Test
    void a_last_window_that_hangs_over_the_end_is_left_out_or_averages_what_it_has() {
        assertThat(values(AvgPools.avgPool1d(line(counting(5)), TWO))).containsExactly(1.5, 3.5);
        assertThat(values(AvgPools.avgPool1d(line(counting(5)), TWO.withCeilMode(true)))).containsExactly(1.5, 3.5, 5);
    }

    @Test
    void a_window_may_be_larger_than_the_input_where_it_may_hang_over_the_end() {
        // (2 − 3 + 1)/2 + 1 = 1 window of 2 cells
        assertThat(values(AvgPools.avgPool1d(line(2, 4), AvgPoolOptions.kernel(3).withStride(2).withCeilMode(true))))
                .containsExactly(3);
    }

    @Test
    void padding_counts_among_the_cells_or_not() {
        // windows 0 1 2 and 2 3 0
        assertThat(values(AvgPools.avgPool1d(line(1, 2, 3), PADDED))).containsExactly(1, 5.0 / 3);
        assertThat(values(AvgPools.avgPool1d(line(1, 2, 3), PADDED.withCountIncludePad(false)))).containsExactly(1.5,
                2.5);
    }

    @Test
    void padding_counts_but_what_hangs_over_it_does_not() {
        AvgPoolOptions hanging = PADDED.withCeilMode(true);
        // windows 0 1 2, 2 3 4 and 4 0, of which the last would have a third cell beyond the padding
        assertThat(values(AvgPools.avgPool1d(line(1, 2, 3, 4), hanging))).containsExactly(1, 3, 2);
        assertThat(values(AvgPools.avgPool1d(line(1, 2, 3, 4), hanging.withCountIncludePad(false))))
                .containsExactly(1.5, 3, 4);
    }

    @Test
    void a_divisor_takes_the_place_of_all_counts() {
        Tensor x = Tensor.of(counting(4), 1, 2, 2);
        assertThat(values(AvgPools.avgPool2d(x, TWO.withDivisorOverride(3)))).containsExactly(10.0 / 3);
        assertThat(values(AvgPools.avgPool2d(x, TWO.withDivisorOverride(-1)))).containsExactly(-10);
        assertThat(values(AvgPools.avgPool1d(line(1, 2, 3, 4), PADDED.withCeilMode(true).withDivisorOverride(1))))
                .containsExactly(3, 9, 4);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void the_average_of_equal_numbers_is_that_number(DType dtype) {
        Tensor x = Tensor.full(Shape.of(1, 2, 40, 41), 7, dtype);
        for (int kernel : new int[]{1, 3, 5, 7, 11}) {
            assertThat(values(AvgPools.avgPool2d(x, AvgPoolOptions.kernel(kernel)))).containsOnly(7);
        }
        for (int size : new int[]{1, 3, 6, 50}) {
            assertThat(values(AvgPools.adaptiveAvgPool2d(x, size))).containsOnly(7);
        }
    }

    @Test
    void volumes_are_averaged_along_three_axes() {
        Tensor x = Tensor.of(counting(16), 1, 1, 2, 2, 4);
        assertThat(values(AvgPools.avgPool3d(x, TWO))).containsExactly(7.5, 9.5);
        assertThat(values(AvgPools.avgPool3d(x, AvgPoolOptions.kernel(1, 2, 1)))).containsExactly(3, 4, 5, 6, 11, 12,
                13, 14);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void nan_reaches_the_windows_that_hold_it_alone(DType dtype) {
        assertThat(values(AvgPools.avgPool1d(line(NAN, 1, 2, 3).to(dtype), TWO))).containsExactly(NAN, 2.5);
        Tensor image = Tensor.of(new double[]{1, 1, NAN, 1, 1, 1, 1, 1}, 1, 2, 4).to(dtype);
        assertThat(values(AvgPools.avgPool2d(image, TWO))).containsExactly(1, NAN);
    }

    @Test
    void windows_cover_a_line_evenly() {
        // 5 cells in 3 windows: 0…1, 1…3, 3…4
        Tensor x = line(counting(5)).requiresGrad(true);
        Tensor y = AvgPools.adaptiveAvgPool1d(x, 3);
        assertThat(values(y)).containsExactly(1.5, 3, 4.5);
        y.backward(Tensor.of(new double[]{2, 3, 4}, 1, 3));
        assertThat(values(x.grad())).containsExactly(1, 2, 1, 3, 2);
    }

    @Test
    void more_windows_than_cells_repeat_them() {
        // 2 cells in 5 windows: 0, 0, both, 1, 1
        assertThat(values(AvgPools.adaptiveAvgPool1d(line(1, 2), 5))).containsExactly(1, 1, 1.5, 2, 2);
    }

    @Test
    void one_window_is_the_mean_minus_one_keeps_a_size_and_none_gives_nothing() {
        Tensor x = Tensor.of(counting(6), 1, 2, 3);
        assertThat(values(AvgPools.adaptiveAvgPool2d(x, 1))).containsExactly(3.5);
        assertThat(values(AvgPools.adaptiveAvgPool2d(x, -1, 1))).containsExactly(2, 5);
        assertThat(values(AvgPools.adaptiveAvgPool2d(x, -1))).isEqualTo(values(x));
        assertThat(AvgPools.adaptiveAvgPool2d(x, 0, 3).shape()).isEqualTo(Shape.of(1, 0, 3));
        assertThat(values(AvgPools.adaptiveAvgPool3d(x.reshape(1, 1, 2, 3), 1))).containsExactly(3.5);
    }

    @Test
    void empty_batches_and_single_images_are_pooled() {
        assertThat(AvgPools.avgPool2d(Tensor.ones(0, 3, 4, 4), TWO).shape()).isEqualTo(Shape.of(0, 3, 2, 2));
        assertThat(AvgPools.avgPool1d(Tensor.ones(2, 0, 4), TWO).shape()).isEqualTo(Shape.of(2, 0, 2));
        assertThat(AvgPools.avgPool3d(Tensor.ones(0, 3, 4, 4, 4), TWO).shape()).isEqualTo(Shape.of(0, 3, 2, 2, 2));
        assertThat(AvgPools.adaptiveAvgPool2d(Tensor.ones(0, 3, 4, 4), 3).shape()).isEqualTo(Shape.of(0, 3, 3, 3));
        Tensor image = Tensor.of(counting(12), 1, 3, 4);
        assertThat(values(AvgPools.avgPool2d(image, TWO)))
                .isEqualTo(values(AvgPools.avgPool2d(image.unsqueeze(0), TWO)));
    }

    @Test
    void norms_of_windows_are_roots_of_sums_of_powers() {
        LpPoolOptions two = LpPoolOptions.kernel(2);
        assertThat(values(LpPools.lpPool1d(line(3, 4, 6, -8), 2, two))).containsExactly(5, 10);
        assertThat(values(LpPools.lpPool1d(line(3, 4, 6, -8), 1, two))).containsExactly(7, -2);
        assertThat(values(LpPools.lpPool2d(Tensor.of(new double[]{1, 1, 1, 1}, 1, 2, 2), 2, two))).containsExactly(2);
        assertThat(values(LpPools.lpPool3d(Tensor.full(Shape.of(1, 2, 2, 2), 2, DType.FLOAT64), 3, two)))
                .containsExactly(Math.pow(64, 1 / 3.0));
    }

    @Test
    void a_window_of_which_a_part_hangs_over_the_end_is_weighted_up_in_a_norm() {
        // √(2²/1 · 2): PyTorch averages the powers of what is there and multiplies by a whole window's cells
        assertThat(LpPools.lpPool1d(line(3, 4, 2), 2, LpPoolOptions.kernel(2).withCeilMode(true)).toDoubleArray()[1])
                .isCloseTo(Math.sqrt(8), within(1e-15));
    }

    @Test
    void odd_powers_keep_the_sign_so_that_a_negative_sum_has_no_root() {
        assertThat(values(LpPools.lpPool1d(line(-3, 1), 3, LpPoolOptions.kernel(2)))).containsExactly(NAN);
    }

    @Test
    void a_norm_of_zeros_has_no_gradient() {
        Tensor x = line(0, 0, 3, 4).requiresGrad(true);
        LpPools.lpPool1d(x, 2, LpPoolOptions.kernel(2)).sum().backward();
        assertThat(values(x.grad())).usingComparatorWithPrecision(1e-15).containsExactly(0.0, 0.0, 0.6, 0.8);
    }
}
