package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.core.op.Unfolding.fold;
import static org.gradus.core.op.Unfolding.unfold;

import org.gradus.core.ConvOptions;
import org.gradus.core.DType;
import org.gradus.core.PerAxis;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.UnfoldOptions;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class UnfoldingTest {

    private static final UnfoldOptions TWO = UnfoldOptions.kernel(2);

    private static Tensor square(int side) {
        return Tensor.arange(side * side).to(DType.FLOAT32).reshape(1, 1, side, side);
    }

    @Test
    void unfold_lists_a_line_of_windows_for_each_cell_of_the_kernel() {
        // windows of 0 1 2 / 3 4 5 / 6 7 8: upper left corners, upper right ones, lower left, lower right
        Tensor y = unfold(square(3), TWO);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 4, 4));
        assertThat(y.toFloatArray()).containsExactly(0, 1, 3, 4, 1, 2, 4, 5, 3, 4, 6, 7, 4, 5, 7, 8);
    }

    @Test
    void unfold_pads_with_zeros_steps_and_leaves_gaps() {
        // 0 1 / 2 3 within zeros: windows at the corners hold 0, 1, 2 and 3 in the cell that faces the image
        assertThat(unfold(square(2), TWO.withPadding(1).withStride(2)).toFloatArray())
                .containsExactly(0, 0, 0, 3, 0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0);
        // columns 0 and 2 of rows 0 and 1, the one window there is
        assertThat(unfold(square(3), TWO.withDilation(1, 2).withStride(2)).toFloatArray()).containsExactly(0, 2, 3, 5);
        // every second pixel of every third row
        assertThat(unfold(square(4), UnfoldOptions.kernel(1).withStride(3, 2)).toFloatArray())
                .containsExactly(0, 2, 12, 14);
    }

    @Test
    void a_convolution_is_a_product_with_the_windows() {
        Tensor x = Tensor.randn(new Rng(3), 2, 3, 6, 7).to(DType.FLOAT64);
        Tensor w = Tensor.randn(new Rng(4), 4, 3, 3, 2).to(DType.FLOAT64);
        var options = UnfoldOptions.kernel(3, 2).withStride(2).withPadding(1, 2).withDilation(1, 3);
        Tensor expected = ConvOp.conv2d(x, w, ConvOptions.DEFAULT.withStride(2).withPadding(1, 2).withDilation(1, 3));
        Tensor y = w.reshape(4, 18).matmul(unfold(x, options)).reshape(expected.shape().toArray());
        assertThat(y.toDoubleArray()).usingComparatorWithPrecision(1e-12).containsExactly(expected.toDoubleArray());
    }

    @Test
    void fold_adds_up_where_windows_overlap() {
        // of ones, how many windows of 2 × 2 see each pixel of 3 × 3
        assertThat(fold(Tensor.ones(1, 4, 4), PerAxis.of(3), TWO).toFloatArray())
                .containsExactly(1, 2, 1, 2, 4, 2, 1, 2, 1);
        // side by side nothing overlaps, and the last row and column are in no window
        Tensor apart = fold(Tensor.ones(1, 4, 4), PerAxis.of(5), TWO.withStride(2));
        assertThat(apart.shape()).isEqualTo(Shape.of(1, 1, 5, 5));
        assertThat(apart.narrow(2, 0, 4).narrow(3, 0, 4).toFloatArray()).containsOnly(1);
        assertThat(apart.sum().item()).isEqualTo(16);
    }

    @Test
    void fold_drops_what_lies_in_the_padding() {
        Tensor windows = unfold(square(2), TWO.withPadding(1));
        // every pixel is in four windows
        assertThat(fold(windows, PerAxis.of(2), TWO.withPadding(1)).toFloatArray()).containsExactly(0, 4, 8, 12);
        assertThat(fold(Tensor.ones(4, 9), PerAxis.of(2, 2), TWO.withPadding(1)).shape()).isEqualTo(Shape.of(1, 2, 2));
    }

    @Test
    void fold_puts_side_by_side_windows_back_together() {
        Tensor x = Tensor.randn(new Rng(5), 2, 3, 6, 4);
        var options = UnfoldOptions.kernel(3, 2).withStride(3, 2);
        assertThat(fold(unfold(x, options), PerAxis.of(6, 4), options).toFloatArray()).isEqualTo(x.toFloatArray());
    }

    @Test
    void a_single_image_and_an_empty_batch_unfold_too() {
        Tensor image = Tensor.randn(new Rng(6), 3, 4, 5);
        assertThat(unfold(image, TWO).toFloatArray()).isEqualTo(unfold(image.unsqueeze(0), TWO).toFloatArray());
        assertThat(unfold(image, TWO).shape()).isEqualTo(Shape.of(12, 12));
        assertThat(unfold(Tensor.ones(0, 3, 4, 5), TWO).shape()).isEqualTo(Shape.of(0, 12, 12));
        assertThat(fold(Tensor.ones(0, 12, 12), PerAxis.of(4, 5), TWO).shape()).isEqualTo(Shape.of(0, 3, 4, 5));
    }

    @Test
    void a_dimension_unfolds_into_windows_and_their_elements() {
        Tensor x = Tensor.arange(8).narrow(0, 1, 7);
        assertThat(x.unfold(0, 2, 1).shape()).isEqualTo(Shape.of(6, 2));
        assertThat(x.unfold(0, 2, 1).toLongArray()).containsExactly(1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7);
        assertThat(x.unfold(0, 2, 2).toLongArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(x.unfold(-1, 3, 5).toLongArray()).containsExactly(1, 2, 3);
        assertThat(x.unfold(0, 7, 1).shape()).isEqualTo(Shape.of(1, 7));
        assertThat(x.unfold(0, 0, 3).shape()).isEqualTo(Shape.of(3, 0));
        // 0 1 / 2 3 / 4 5: rows 0 and 1, rows 1 and 2, and what each column holds of them
        Tensor rows = Tensor.arange(6).reshape(3, 2).unfold(0, 2, 1);
        assertThat(rows.shape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(rows.toLongArray()).containsExactly(0, 2, 1, 3, 2, 4, 3, 5);
    }
}
