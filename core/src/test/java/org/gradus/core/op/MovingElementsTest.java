package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.DiagonalOptions;
import org.gradus.core.PadMode;
import org.gradus.core.Shape;
import org.gradus.core.Slice;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

/** Where elements go; expected values of functions that PyTorch has are PyTorch's. */
class MovingElementsTest {

    /** 0 … 11 in three rows of four. */
    private static final Tensor X = Tensor.arange(12).reshape(3, 4);

    private static long[] longs(long... values) {
        return values;
    }

    private static void assertEqual(Tensor actual, Shape shape, long... values) {
        assertThat(actual.shape()).isEqualTo(shape);
        assertThat(actual.toLongArray()).isEqualTo(values);
    }

    @Test
    void slices_of_rows_and_columns() {
        assertEqual(X.slice(Slice.from(1), Slice.ALL.withStep(2)), Shape.of(2, 2), 4, 6, 8, 10);
        assertEqual(X.slice(-1, Slice.of(-3, -1).withStep(1)), Shape.of(3, 2), 1, 2, 5, 6, 9, 10);
        assertEqual(X.slice(0, Slice.ALL.withStep(-2)), Shape.of(2, 4), 8, 9, 10, 11, 0, 1, 2, 3);
        assertEqual(X.slice(), Shape.of(3, 4), X.toLongArray());
    }

    @Test
    void slices_of_several_dimensions_are_one_operation() {
        Tensor x = X.to(DType.FLOAT64).requiresGrad(true);
        assertThat(Tape.recorded(x.slice(Slice.from(1), Slice.ALL.withStep(-1)))).hasSize(1);
        assertThat(Tape.recorded(x.select(1, 2))).hasSize(1);
        assertThat(Tape.recorded(x.slice(Slice.ALL, Slice.from(0)))).isEmpty();
    }

    @Test
    void a_slice_more_than_dimensions_is_refused() {
        assertThatThrownBy(() -> X.slice(Slice.ALL, Slice.ALL, Slice.ALL)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[slice] 3 slices are too many for int64[3,4]");
    }

    @Test
    void a_run_from_the_end_and_one_that_leaves_the_tensor() {
        assertEqual(X.narrow(1, -2, 2), Shape.of(3, 2), 2, 3, 6, 7, 10, 11);
        for (int[] run : new int[][]{{3, 2}, {-5, 1}, {0, -1}, {4, 1}, {2, Integer.MAX_VALUE}}) {
            assertThatThrownBy(() -> X.narrow(1, run[0], run[1])).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("[narrow] start " + run[0]);
        }
    }

    @Test
    void flips_reverse_the_dimensions_named() {
        assertEqual(X.flip(1), Shape.of(3, 4), 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8);
        assertEqual(X.flip(), Shape.of(3, 4), 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        assertEqual(Tensor.arange(0).flip(0), Shape.of(0));
    }

    @Test
    void split_chunk_and_unbind_cut_as_pytorch_does() {
        Tensor x = Tensor.arange(7);
        assertThat(x.split(3, 0)).extracting(Tensor::numel).containsExactly(3, 3, 1);
        assertThat(x.chunk(3, 0)).extracting(Tensor::numel).containsExactly(3, 3, 1);
        assertThat(x.chunk(5, 0)).extracting(Tensor::numel).containsExactly(2, 2, 2, 1);
        assertThat(x.chunk(9, 0)).extracting(Tensor::numel).containsExactly(1, 1, 1, 1, 1, 1, 1);
        assertThat(Tensor.arange(0).chunk(3, 0)).extracting(Tensor::numel).containsExactly(0, 0, 0);
        assertThat(Tensor.arange(0).split(3, 0)).extracting(Tensor::numel).containsExactly(0);
        assertThat(Splitting.split(x, new int[]{2, 0, 5}, -1)).extracting(Tensor::numel).containsExactly(2, 0, 5);
        assertThat(X.unbind(1)).extracting(part -> part.toLongArray()).containsExactly(longs(0, 4, 8), longs(1, 5, 9),
                longs(2, 6, 10), longs(3, 7, 11));
    }

    @Test
    void parts_that_do_not_add_up_are_refused() {
        assertThatThrownBy(() -> Splitting.split(X, new int[]{1, 1}, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[split] parts of sizes [1, 1] do not add up to dimension 0 of int64[3,4]");
        assertThatThrownBy(() -> X.split(0, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[split] the size of a part must be at least 1");
        assertThatThrownBy(() -> X.chunk(0, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[chunk] the number of parts must be at least 1");
    }

    @Test
    void diagonals_above_and_below() {
        assertEqual(Diagonals.diagonal(X), Shape.of(3), 0, 5, 10);
        assertEqual(Diagonals.diag(X, 2), Shape.of(2), 2, 7);
        assertEqual(Diagonals.diag(X, -2), Shape.of(1), 8);
        assertEqual(Diagonals.diag(X, 4), Shape.of(0));
        assertEqual(Diagonals.diag(X, -7), Shape.of(0));
        assertEqual(Diagonals.trace(X), Shape.SCALAR, 15);
    }

    @Test
    void the_diagonal_of_planes_comes_last() {
        Tensor x = Tensor.arange(24).reshape(2, 3, 4);
        assertEqual(Diagonals.diagonal(x, DiagonalOptions.DEFAULT.withDims(0, 2)), Shape.of(3, 2), 0, 13, 4, 17, 8, 21);
        assertEqual(Diagonals.diagonal(x, DiagonalOptions.DEFAULT.withDims(-1, 1).withOffset(1)), Shape.of(2, 2), 4, 9,
                16, 21);
        assertThatThrownBy(() -> Diagonals.diagonal(x, DiagonalOptions.DEFAULT.withDims(1, -2)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("[diagonal] needs two dimensions");
    }

    @Test
    void matrices_of_diagonals() {
        assertEqual(Diagonals.diag(Tensor.of(new long[]{7, 8})), Shape.of(2, 2), 7, 0, 0, 8);
        assertEqual(Diagonals.diagEmbed(Tensor.of(new long[]{7, 8}, 2, 1), -1), Shape.of(2, 2, 2), 0, 0, 7, 0, 0, 0, 8,
                0);
        assertEqual(Diagonals.diag(Tensor.arange(0), 1), Shape.of(1, 1), 0);
        assertThatThrownBy(() -> Diagonals.diag(X.reshape(1, 3, 4))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[diag] needs a vector or a matrix");
    }

    @Test
    void constant_paddings_come_from_the_last_dimension_backwards() {
        Tensor x = Tensor.of(new long[]{1, 2, 3, 4}, 2, 2);
        assertEqual(Padding.pad(x, new int[]{1, 0, 0, 1}), Shape.of(3, 3), 0, 1, 2, 0, 3, 4, 0, 0, 0);
        assertEqual(Padding.pad(x, new int[]{0, 1}, 9), Shape.of(2, 3), 1, 2, 9, 3, 4, 9);
        assertEqual(Padding.pad(x, new int[]{-1, 1, 0, -1}, 9), Shape.of(1, 2), 2, 9);
        assertEqual(Padding.pad(x, new int[]{-1, -1}), Shape.of(2, 0));
        assertThat(Padding.pad(Tensor.of(new float[]{1}), new int[]{1, 1}, Double.NEGATIVE_INFINITY).toFloatArray())
                .containsExactly(Float.NEGATIVE_INFINITY, 1, Float.NEGATIVE_INFINITY);
        assertThat(Padding.pad(Tensor.of(new boolean[]{false}), new int[]{0, 1}, 1).toBooleanArray())
                .containsExactly(false, true);
    }

    @Test
    void other_paddings_of_1_2_3_by_two() {
        Tensor x = Tensor.of(new long[]{1, 2, 3});
        int[] two = {2, 2};
        assertEqual(Padding.pad(x, two, PadMode.CONSTANT), Shape.of(7), 0, 0, 1, 2, 3, 0, 0);
        assertEqual(Padding.pad(x, two, PadMode.REFLECT), Shape.of(7), 3, 2, 1, 2, 3, 2, 1);
        assertEqual(Padding.pad(x, two, PadMode.REPLICATE), Shape.of(7), 1, 1, 1, 2, 3, 3, 3);
        assertEqual(Padding.pad(x, two, PadMode.CIRCULAR), Shape.of(7), 2, 3, 1, 2, 3, 1, 2);
        assertEqual(Padding.pad(x, new int[]{-1, 2}, PadMode.REFLECT), Shape.of(4), 2, 3, 2, 1);
        assertEqual(Padding.pad(x, new int[]{2, -2}, PadMode.REPLICATE), Shape.of(3), 1, 1, 1);
    }

    @Test
    void paddings_that_do_not_fit_are_refused() {
        Tensor x = Tensor.zeros(2, 3);
        assertThatThrownBy(() -> Padding.pad(x, new int[]{1})).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[pad] paddings come in pairs");
        assertThatThrownBy(() -> Padding.pad(x, new int[6])).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[pad] paddings come in pairs");
        assertThatThrownBy(() -> Padding.pad(x, new int[]{-2, -2})).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[pad] paddings -2 and -2 take away more than dimension 1 of float32[2,3]");
        assertThatThrownBy(() -> Padding.pad(x, new int[]{3, 0}, PadMode.REFLECT))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("less than its size 3");
        assertThatThrownBy(() -> Padding.pad(x, new int[]{0, 0, 0, 3}, PadMode.CIRCULAR))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at most its size 2");
        assertThatThrownBy(() -> Padding.pad(Tensor.zeros(0), new int[]{1, 0}, PadMode.REPLICATE))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no border to replicate");
        assertThatThrownBy(() -> Padding.pad(x, new int[]{-2, -2}, PadMode.REFLECT))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("take away more");
    }

    @Test
    void indexSelect_repeats_and_reorders() {
        Tensor index = Tensor.of(new long[]{2, 0, 2});
        assertEqual(X.indexSelect(0, index), Shape.of(3, 4), 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11);
        assertEqual(X.indexSelect(1, index), Shape.of(3, 3), 2, 0, 2, 6, 4, 6, 10, 8, 10);
        assertThatThrownBy(() -> X.indexSelect(0, Tensor.of(new long[]{1, 3})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "[indexSelect] the index must lie in 0…2, but number 1 of int64[2] is 3; count from 0, along the right dimension");
        assertThatThrownBy(() -> X.indexSelect(0, index.reshape(3, 1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[indexSelect] the index must be a vector");
    }

    @Test
    void indexSelect_keeps_integers_that_no_double_holds() {
        Tensor x = Tensor.of(new long[]{Long.MAX_VALUE - 1, Long.MIN_VALUE + 1});
        assertEqual(x.indexSelect(0, Tensor.of(new long[]{1, 0})), Shape.of(2), Long.MIN_VALUE + 1, Long.MAX_VALUE - 1);
    }

    @Test
    void indexAdd_adds_up_what_comes_together() {
        Tensor x = Tensor.of(new long[]{1, 2, 3, 4, 5, 6}, 3, 2);
        Tensor index = Tensor.of(new long[]{1, 1, 0});
        assertEqual(IndexAddOp.indexAdd(Tensor.of(new long[]{10, 20, 30, 40}, 2, 2), 0, index, x), Shape.of(2, 2), 15,
                26,
                34, 46);
        assertThatThrownBy(() -> IndexAddOp.indexAdd(Tensor.zeros(2, 3), 0, index, Tensor.zeros(3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("all other dimensions must be equal");
        assertThatThrownBy(() -> IndexAddOp.indexAdd(Tensor.zeros(2, 2), 0, index, Tensor.zeros(4, 2)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3 indices came for the 4 slices");
    }

    @Test
    void repetitions() {
        Tensor x = Tensor.of(new long[]{1, 2});
        assertEqual(x.repeat(2, 3), Shape.of(2, 6), 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2);
        assertEqual(Repetition.tile(x.reshape(2, 1), 2), Shape.of(2, 2), 1, 1, 2, 2);
        assertEqual(Repetition.repeatInterleave(x, 2, 0), Shape.of(4), 1, 1, 2, 2);
        assertThatThrownBy(() -> x.reshape(1, 2).repeat(2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[repeat] needs at least one number for each dimension");
        assertThatThrownBy(() -> x.repeat(-1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[repeat] numbers of times must not be negative");
    }

    @Test
    void rolls_go_round() {
        assertEqual(Tensor.arange(5).roll(2, 0), Shape.of(5), 3, 4, 0, 1, 2);
        assertEqual(X.roll(-1, 0), Shape.of(3, 4), 4, 5, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3);
        assertEqual(Repetition.roll(X, new int[]{1, -9}, new int[]{0, 1}), Shape.of(3, 4), 9, 10, 11, 8, 1, 2, 3, 0, 5,
                6,
                7, 4);
        assertEqual(Repetition.roll(X, 1), Shape.of(3, 4), 11, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertEqual(Tensor.arange(0).roll(3, 0), Shape.of(0));
    }

    @Test
    void transposes_and_moved_dimensions() {
        assertEqual(X.t(), Shape.of(4, 3), 0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
        assertThat(Tensor.arange(3).t().shape()).isEqualTo(Shape.of(3));
        assertThat(Tensor.zeros(2, 3, 4).mT().shape()).isEqualTo(Shape.of(2, 4, 3));
        assertThat(PermuteOp.movedim(Tensor.zeros(2, 3, 4, 5), 1, -1).shape()).isEqualTo(Shape.of(2, 4, 5, 3));
        assertThat(PermuteOp.movedim(Tensor.zeros(2, 3, 4, 5), 3, 1).shape()).isEqualTo(Shape.of(2, 5, 3, 4));
        assertThatThrownBy(() -> Tensor.zeros(2, 3, 4).t()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mT()");
    }

    @Test
    void shapes_with_sizes_left_open() {
        assertThat(Tensor.zeros(1, 2, 1, 3).squeeze().shape()).isEqualTo(Shape.of(2, 3));
        assertThat(Tensor.zeros(1, 1).squeeze().shape()).isEqualTo(Shape.SCALAR);
        assertThat(Tensor.zeros(2, 12, 5).unflatten(1, 3, -1).shape()).isEqualTo(Shape.of(2, 3, 4, 5));
        assertThat(Tensor.zeros(2, 1).expand(3, -1, 4).shape()).isEqualTo(Shape.of(3, 2, 4));
        assertThatThrownBy(() -> Tensor.zeros(2, 12).unflatten(1, 5, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[unflatten] dimension 1 of float32[2,12] does not split into [5, 2]");
        assertThatThrownBy(() -> Tensor.zeros(3).expand(-1, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[expand] size -1 at 0 stands for a new dimension");
        assertThatThrownBy(() -> Tensor.zeros(2, 3).expand(3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[expand]");
    }

    @Test
    void a_lattice_serves_tensors_of_its_shape_alone() {
        Lattice lattice = Lattice.of(Shape.of(3, 4)).at(1, 2);
        assertThatThrownBy(() -> new SliceOp(lattice).apply(Tensor.zeros(4, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[slice] the lattice was laid for a tensor of shape [3,4], but came [4,3]");
        assertThatThrownBy(() -> new PlaceOp(lattice, 0).apply(Tensor.zeros(4)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("[place]");
        assertThat(List.of(lattice.shape(), lattice.whole())).containsExactly(Shape.of(3), Shape.of(3, 4));
    }
}
