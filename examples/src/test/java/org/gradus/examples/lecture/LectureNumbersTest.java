package org.gradus.examples.lecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@DefaultLocale("en")
class LectureNumbersTest {

    @Test
    void a_3x3_filter_takes_26x26_positions_without_padding() {
        Tensor patches = PatchWalk.patches(PatchWalk.numberedImage(), 0);
        assertThat(patches.shape()).isEqualTo(Shape.of(9, 26, 26));
        assertThat(patch(patches, 0, 0)).containsExactly(1, 2, 3, 29, 30, 31, 57, 58, 59);
        assertThat(patch(patches, 25, 25)).containsExactly(726, 727, 728, 754, 755, 756, 782, 783, 784);
    }

    @Test
    void with_padding_1_it_takes_28x28_and_sees_zeros_at_the_border() {
        Tensor patches = PatchWalk.patches(PatchWalk.numberedImage(), 1);
        assertThat(patches.shape()).isEqualTo(Shape.of(9, 28, 28));
        assertThat(patch(patches, 0, 0)).containsExactly(0, 0, 0, 0, 1, 2, 0, 29, 30);
        assertThat(patch(patches, 1, 1)).containsExactly(1, 2, 3, 29, 30, 31, 57, 58, 59);
    }

    private static double[] patch(Tensor patches, int row, int column) {
        return patches.select(2, column).select(1, row).to(DType.FLOAT64).toDoubleArray();
    }

    @Test
    void the_convolution_in_one_dimension_gives_the_lectures_outputs() {
        assertThat(OneDimension.convolve(1, 0)).containsExactly(2, 1, 2);
        assertThat(OneDimension.convolve(1, 1)).containsExactly(-2, 2, 1, 2, 1);
        assertThat(OneDimension.convolve(2, 1)).containsExactly(-2, 1, 1);
    }

    @Test
    void products_are_written_with_negative_factors_in_brackets() {
        assertThat(OneDimension.products(new float[]{0, -1, 2, -3}, 1)).isEqualTo("(−1)·1 + 2·0 + (−3)·(−1)");
    }

    @ParameterizedTest
    @FieldSource("org.gradus.examples.lecture.OutputSizes#CONVOLUTIONS")
    void conv2d_is_as_large_as_the_formula_says(Window window) {
        assertThat(window.convolved()).isEqualTo(window.positions());
    }

    @ParameterizedTest
    @FieldSource("org.gradus.examples.lecture.OutputSizes#POOLS")
    void maxPool2d_is_as_large_as_the_formula_says(Window window) {
        assertThat(window.pooled()).isEqualTo(window.positions());
    }

    @ParameterizedTest
    @CsvSource({"28,3,1,0,26", "28,3,1,1,28", "227,11,4,0,55", "24,2,2,0,12", "10,3,2,0,4"})
    void the_formula_gives_the_lectures_sizes(int width, int filter, int stride, int padding, int expected) {
        assertThat(new Window(width, filter, stride, padding).positions()).isEqualTo(expected);
    }

    @Test
    void derivations_show_the_numbers_put_in() {
        assertThat(new Window(28, 3, 1, 1).derivation()).isEqualTo("(28 − 3 + 2·1)/1 + 1 = 28");
        assertThat(new Window(10, 3, 2, 0).derivation()).isEqualTo("⌊7/2⌋ + 1 = ⌊3.50⌋ + 1 = 4");
    }

    @Test
    void alexnets_first_layer_gives_55x55x96() {
        assertThat(AlexNetLayer.output().shape()).isEqualTo(Shape.of(1, 96, 55, 55));
    }

    @Test
    void weights_are_counted_as_in_the_lecture() {
        assertThat(ParameterCounts.fullyConnected(ParameterCounts.MNIST, 1)).isEqualTo(784);
        assertThat(ParameterCounts.fullyConnected(ParameterCounts.CIFAR10, 1)).isEqualTo(3_072);
        assertThat(ParameterCounts.fullyConnected(ParameterCounts.IMAGENET, ParameterCounts.NEURONS))
                .isEqualTo(15_458_700);
        assertThat(ParameterCounts.shared(ParameterCounts.FILTER, ParameterCounts.NEURONS)).isEqualTo(36_300);
    }

    @Test
    void two_filters_over_11x11x4_give_4x4x2_and_each_entry_is_its_sum() {
        var filters = new TwoFilters(new Rng(0));
        assertThat(filters.volume().shape()).isEqualTo(Shape.of(1, 2, 4, 4));
        assertThat(filters.largestDifference()).isPositive().isLessThan(1e-4);
        assertThat(filters.directSum(1, 0, 0)).isNotCloseTo(filters.directSum(0, 1, 0), within(1e-3));
    }

    @Test
    void stride_2_leaves_the_last_of_10_columns_unseen_by_a_filter_of_3() {
        var window = new Window(10, 3, 2, 0);
        assertThat(LostColumns.timesSeen(window)).containsExactly(1, 1, 2, 1, 2, 1, 2, 1, 1, 0);
        assertThat(LostColumns.unseen(window)).containsExactly(9);
        assertThat(LostColumns.paddingThatSeesAll(window)).isEqualTo(1);
        assertThat(LostColumns.paddingThatDivides(window)).isEmpty();
    }

    @Test
    void a_zero_at_the_right_lets_the_filter_see_the_last_column() {
        assertThat(LostColumns.timesSeen(new Window(10, 3, 2, 0), 1)).containsExactly(1, 1, 2, 1, 2, 1, 2, 1, 2, 1);
    }

    @Test
    void padding_2_makes_stride_3_divide_where_12_columns_lose_two() {
        var window = new Window(12, 4, 3, 0);
        assertThat(LostColumns.unseen(window)).containsExactly(10, 11);
        assertThat(LostColumns.paddingThatDivides(window)).hasValue(2);
        assertThat(window.withPadding(2).convolved()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void alexnets_stride_does_not_fit_224_pixels_with_little_padding(int padding) {
        assertThat(LostColumns.unseen(new Window(224, 11, 4, padding))).isNotEmpty();
        assertThat(LostColumns.paddingThatSeesAll(new Window(224, 11, 4, padding))).isEqualTo(2);
    }
}
