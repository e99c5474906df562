package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.core.DType;
import org.gradus.core.InterpolateMode;
import org.gradus.core.InterpolateOptions;
import org.gradus.core.LocalResponseNormOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines, images and volumes stretched and shrunk, neighbours that hold each other down, and shuffles. */
class InterpolationTest {

    private static final InterpolateOptions TWICE = InterpolateOptions.scaleFactor(2);
    private static final InterpolateOptions SMOOTH = TWICE.withMode(InterpolateMode.BILINEAR);

    private static Tensor line(double... values) {
        return Tensor.of(values, 1, 1, values.length);
    }

    private static Tensor image(DType dtype) {
        return Tensor.of(new double[]{1, 2, 3, 4}, 1, 1, 2, 2).to(dtype);
    }

    private static double[] values(Tensor x) {
        return x.to(DType.FLOAT64).toDoubleArray();
    }

    private static double[] of(Tensor x, InterpolateOptions options) {
        return values(Interpolation.interpolate(x, options));
    }

    /** The examples of PyTorch's documentation of {@code torch.nn.Upsample}. */
    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void an_image_is_stretched_to_twice_its_size(DType dtype) {
        assertThat(of(image(dtype), TWICE)).containsExactly(1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4);
        assertThat(of(image(dtype), SMOOTH)).containsExactly(1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25,
                3.5, 3, 3.25, 3.75, 4);
        double third = 1 / 3.0;
        assertThat(of(image(dtype), SMOOTH.withAlignCorners(true))).usingComparatorWithPrecision(1e-6).containsExactly(
                1.0, 1 + third, 2 - third, 2, 2 - third, 2, 2 + third, 3 - third, 2 + third, 3 - third, 3, 3 + third, 3,
                3 + third, 4 - third, 4);
    }

    @Test
    void the_gradient_of_a_pixel_is_what_the_pixels_made_of_it_have_by_its_share() {
        Tensor x = image(DType.FLOAT64).requiresGrad(true);
        Interpolation.interpolate(x, TWICE).sum().backward();
        assertThat(values(x.grad())).containsExactly(4, 4, 4, 4);
        x.zeroGrad();
        Interpolation.interpolate(x, SMOOTH).sum().backward();
        assertThat(values(x.grad())).containsExactly(4, 4, 4, 4);
    }

    @Test
    void nearest_takes_what_the_left_edge_falls_on_and_nearest_exact_what_the_middle_does() {
        Tensor x = line(0, 1, 2, 3, 4);
        // ⌊5i/3⌋ and ⌊5(i + ½)/3⌋
        assertThat(of(x, InterpolateOptions.size(3))).containsExactly(0, 1, 3);
        assertThat(of(x, InterpolateOptions.size(3).withMode(InterpolateMode.NEAREST_EXACT))).containsExactly(0, 2, 4);
    }

    @Test
    void elements_are_placed_by_the_factor_or_by_the_ratio_of_sizes() {
        InterpolateOptions half = InterpolateOptions.scaleFactor(1.5).withMode(InterpolateMode.LINEAR);
        Tensor x = line(0, 1, 2); // to ⌊4.5⌋ = 4
        assertThat(of(x, half)).usingComparatorWithPrecision(1e-12).containsExactly(0.0, 0.5, 7 / 6.0, 11 / 6.0);
        assertThat(of(x, half.withRecomputeScaleFactor(true))).containsExactly(0, 0.625, 1.375, 2);
        assertThat(of(x, InterpolateOptions.size(4).withMode(InterpolateMode.LINEAR))).containsExactly(0, 0.625, 1.375,
                2);
    }

    @Test
    void a_factor_that_leaves_the_size_as_it_is_leaves_elements_in_linear_modes_and_moves_them_in_others() {
        Tensor x = line(0, 1, 2, 3, 4); // times 1.1 are 5 again
        InterpolateOptions little = InterpolateOptions.scaleFactor(1.1);
        assertThat(of(x, little.withMode(InterpolateMode.LINEAR))).containsExactly(0, 1, 2, 3, 4);
        // ⌊i/1.1⌋
        assertThat(of(x, little)).containsExactly(0, 0, 1, 2, 3);
    }

    @Test
    void aligned_corners_stay_and_a_single_element_is_the_first() {
        InterpolateOptions aligned = InterpolateOptions.size(5).withMode(InterpolateMode.LINEAR)
                .withAlignCorners(true);
        assertThat(of(line(0, 4, 8), aligned)).containsExactly(0, 2, 4, 6, 8);
        assertThat(of(line(7, 4, 8), InterpolateOptions.size(1).withMode(InterpolateMode.LINEAR)
                .withAlignCorners(true))).containsExactly(7);
        assertThat(of(line(7), aligned)).containsExactly(7, 7, 7, 7, 7);
    }

    @Test
    void area_averages_what_each_element_covers() {
        assertThat(of(line(1, 2, 3, 4, 5), InterpolateOptions.size(3).withMode(InterpolateMode.AREA)))
                .containsExactly(1.5, 3, 4.5);
    }

    @Test
    void cubic_convolution_weighs_four_neighbours() {
        // halfway between the middle ones: −3/32, 19/32, 19/32, −3/32
        Tensor x = Tensor.of(new double[]{1, 2, 4, 8}, 1, 1, 1, 4);
        assertThat(of(x, InterpolateOptions.size(1, 1).withMode(InterpolateMode.BICUBIC)))
                .containsExactly((19 * 6 - 3 * 9) / 32.0);
        assertThat(of(x, InterpolateOptions.size(1, 4).withMode(InterpolateMode.BICUBIC))).containsExactly(1, 2, 4, 8);
    }

    @Test
    void antialiasing_weighs_all_within_reach() {
        // reach 2 around the middles 1 and 3 of 4 elements: weights 3, 3, 1 of 7, and the same from the other end
        Tensor x = Tensor.of(new double[]{7, 14, 21, 28}, 1, 1, 1, 4);
        InterpolateOptions half = InterpolateOptions.size(1, 2).withMode(InterpolateMode.BILINEAR);
        assertThat(of(x, half.withAntialias(true))).usingComparatorWithPrecision(1e-12).containsExactly(12.0, 23.0);
        assertThat(of(x, half)).containsExactly(10.5, 24.5);
    }

    @Test
    void volumes_are_stretched_along_three_axes() {
        Tensor x = Tensor.of(new double[]{0, 8}, 1, 1, 2, 1, 1);
        assertThat(of(x, TWICE)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8, 8, 8, 8, 8);
        assertThat(of(x, InterpolateOptions.size(4, 1, 1).withMode(InterpolateMode.TRILINEAR))).containsExactly(0, 2, 6,
                8);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void nan_reaches_what_it_has_a_share_in_alone(DType dtype) {
        Tensor x = line(1, 2, Double.NaN).to(dtype);
        assertThat(of(x, InterpolateOptions.size(5).withMode(InterpolateMode.LINEAR).withAlignCorners(true)))
                .containsExactly(1, 1.5, 2, Double.NaN, Double.NaN);
        assertThat(of(x, TWICE)).containsExactly(1, 1, 2, 2, Double.NaN, Double.NaN);
    }

    @Test
    void empty_batches_are_stretched() {
        assertThat(Interpolation.interpolate(Tensor.ones(0, 2, 3), TWICE).shape()).isEqualTo(Shape.of(0, 2, 6));
        assertThat(Interpolation.interpolate(Tensor.ones(2, 0, 3, 3), SMOOTH).shape()).isEqualTo(Shape.of(2, 0, 6, 6));
    }

    @Test
    void each_channel_is_divided_by_what_its_neighbours_amount_to() {
        Tensor x = Tensor.of(new double[]{1, 2, 3}, 1, 3, 1);
        LocalResponseNormOptions three = LocalResponseNormOptions.size(3).withAlpha(3).withBeta(1);
        // 1 + 3/3 · (1 + 4), (1 + 4 + 9), (4 + 9)
        assertThat(values(LocalResponse.localResponseNorm(x, three))).containsExactly(1 / 6.0, 2 / 15.0, 3 / 14.0);
        // of an even size, one more comes before: 2 + 1, (1 + 4), (4 + 9)
        LocalResponseNormOptions two = LocalResponseNormOptions.size(2).withAlpha(2).withBeta(1).withK(2);
        assertThat(values(LocalResponse.localResponseNorm(x, two))).containsExactly(1 / 3.0, 2 / 7.0, 3 / 15.0);
        assertThat(values(LocalResponse.localResponseNorm(x, LocalResponseNormOptions.size(9).withAlpha(0))))
                .containsExactly(1, 2, 3);
        assertThat(LocalResponse.localResponseNorm(Tensor.ones(0, 3, 2, 2), two).shape())
                .isEqualTo(Shape.of(0, 3, 2, 2));
    }

    @Test
    void channels_become_pixels_and_pixels_channels() {
        Tensor x = Tensor.arange(16).to(DType.FLOAT32).reshape(1, 8, 1, 2);
        Tensor y = Shuffles.pixelShuffle(x, 2);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 2, 2, 4));
        // pixel (h, w) of the four channels 0 2 4 6 + w makes a square of 2×2
        assertThat(y.toFloatArray()).containsExactly(0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15);
        assertThat(Shuffles.pixelUnshuffle(y, 2).toFloatArray()).isEqualTo(x.toFloatArray());
        assertThat(Shuffles.pixelShuffle(Tensor.ones(0, 4, 3, 3), 2).shape()).isEqualTo(Shape.of(0, 1, 6, 6));
    }

    @Test
    void channels_of_all_groups_are_dealt_out_in_turn() {
        Tensor x = Tensor.arange(6).to(DType.FLOAT32).reshape(1, 6, 1);
        assertThat(Shuffles.channelShuffle(x, 2).toFloatArray()).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(Shuffles.channelShuffle(x, 6).toFloatArray()).isEqualTo(x.toFloatArray());
    }
}
