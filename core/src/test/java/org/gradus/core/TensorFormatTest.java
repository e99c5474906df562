package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Expected texts are what PyTorch prints for the same values, but for the names of element types and gradients. */
class TensorFormatTest {

    @Test
    void a_scalar_stands_alone() {
        assertThat(Tensor.scalar(2.5)).hasToString("tensor(2.5000)");
    }

    @Test
    void whole_numbers_have_a_point_and_no_decimals() {
        assertThat(Tensor.of(new float[]{1, 2, -3})).hasToString("tensor([ 1.,  2., -3.])");
    }

    @Test
    void columns_are_aligned_over_rows() {
        assertThat(Tensor.of(new float[]{1, 20.5f, -3.25f, 4}, 2, 2)).hasToString("""
                tensor([[ 1.0000, 20.5000],
                        [-3.2500,  4.0000]])""");
    }

    @Test
    void magnitudes_far_apart_are_scientific() {
        assertThat(Tensor.of(new float[]{1e-5f, 1})).hasToString("tensor([1.0000e-05, 1.0000e+00])");
        assertThat(Tensor.of(new float[]{1, 2000})).hasToString("tensor([1.0000e+00, 2.0000e+03])");
    }

    @Test
    void infinities_and_nan_are_named_and_do_not_change_the_format() {
        assertThat(Tensor.of(new float[]{Float.NaN, Float.POSITIVE_INFINITY, 1.5f, Float.NEGATIVE_INFINITY}))
                .hasToString("tensor([   nan,    inf, 1.5000,   -inf])");
    }

    @Test
    void blocks_of_three_dimensions_are_a_blank_line_apart() {
        assertThat(Tensor.arange(8).reshape(2, 2, 2)).hasToString("""
                tensor([[[0, 1],
                         [2, 3]],

                        [[4, 5],
                         [6, 7]]])""");
    }

    @Test
    void long_rows_are_wrapped_at_eighty_columns() {
        assertThat(Tensor.arange(40)).hasToString("""
                tensor([ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16, 17,
                        18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
                        36, 37, 38, 39])""");
    }

    @Test
    void more_than_a_thousand_elements_are_summarised() {
        assertThat(Tensor.arange(1001)).hasToString("tensor([   0,    1,    2,  ...,  998,  999, 1000])");
        assertThat(Tensor.zeros(100, 100)).hasToString("""
                tensor([[0., 0., 0.,  ..., 0., 0., 0.],
                        [0., 0., 0.,  ..., 0., 0., 0.],
                        [0., 0., 0.,  ..., 0., 0., 0.],
                        ...,
                        [0., 0., 0.,  ..., 0., 0., 0.],
                        [0., 0., 0.,  ..., 0., 0., 0.],
                        [0., 0., 0.,  ..., 0., 0., 0.]])""");
    }

    @Test
    void element_type_shape_and_origin_are_named_where_they_are_not_plain_to_see() {
        assertThat(Tensor.of(new double[]{1})).hasToString("tensor([1.], dtype=float64)");
        assertThat(Tensor.of(new boolean[]{true, false})).hasToString("tensor([ True, False])");
        assertThat(Tensor.zeros(0)).hasToString("tensor([])");
        assertThat(Tensor.zeros(0, 3)).hasToString("tensor([], size=[0,3])");
        assertThat(Tensor.zeros(1).requiresGrad(true)).hasToString("tensor([0.], requiresGrad=true)");
        assertThat(Tensor.zeros(1).requiresGrad(true).exp()).hasToString("tensor([1.], op=exp)");
    }
}
