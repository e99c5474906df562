package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

/** Elements chosen by masks, triangles and tables; expected values are PyTorch's. */
class MasksTest {

    /** 1 … 12 in three rows of four. */
    private static final Tensor X = Tensor.arange(12).add(1).reshape(3, 4);

    @Test
    void maskedSelect_takes_elements_in_order() {
        assertThat(X.maskedSelect(X.gt(7)).toLongArray()).containsExactly(8, 9, 10, 11, 12);
        Tensor columns = Tensor.of(new boolean[]{true, false, false, true});
        assertThat(X.maskedSelect(columns).toLongArray()).containsExactly(1, 4, 5, 8, 9, 12);
        assertThat(X.maskedSelect(X.lt(0)).shape()).isEqualTo(Shape.of(0));
        assertThat(Tensor.scalar(3).maskedSelect(columns).toFloatArray()).containsExactly(3, 3);
    }

    @Test
    void maskedFill_broadcasts_and_lets_nan_be_forgotten() {
        Tensor rows = Tensor.of(new boolean[]{true, false, true}, 3, 1);
        assertThat(X.maskedFill(rows, -1).toLongArray()).containsExactly(-1, -1, -1, -1, 5, 6, 7, 8, -1, -1, -1, -1);
        Tensor x = Tensor.of(new double[]{Double.NaN, 2}).requiresGrad(true);
        Tensor y = x.maskedFill(x.isNan(), 0);
        y.mul(y).sum().backward();
        assertThat(y.toDoubleArray()).containsExactly(0, 2);
        assertThat(x.grad().toDoubleArray()).containsExactly(0, 4);
    }

    @Test
    void masks_hold_truth_values() {
        assertThatThrownBy(() -> X.maskedFill(X, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[maskedFill] the mask must be bool, but is int64[3,4]");
        assertThatThrownBy(() -> X.maskedSelect(X)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[maskedSelect] the mask must be bool");
    }

    @Test
    void nonzero_lists_an_index_a_row() {
        Tensor fives = Masks.nonzero(RemainderOp.remainder(X, 5).eq(0));
        assertThat(fives.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(fives.toLongArray()).containsExactly(1, 0, 2, 1);
        assertThat(Masks.nonzero(Tensor.of(new float[]{0, 2, -0f, Float.NaN})).toLongArray()).containsExactly(1, 3);
        assertThat(Masks.nonzero(Tensor.scalar(3)).shape()).isEqualTo(Shape.of(1, 0));
        assertThat(Masks.nonzero(Tensor.zeros(2, 0, 3)).shape()).isEqualTo(Shape.of(0, 3));
    }

    @Test
    void triangles_keep_their_diagonal() {
        assertThat(Triangles.tril(X, 1).toLongArray()).containsExactly(1, 2, 0, 0, 5, 6, 7, 0, 9, 10, 11, 12);
        assertThat(Triangles.triu(X, -1).toLongArray()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 0, 10, 11, 12);
        assertThat(X.tril().toLongArray()).containsExactly(1, 0, 0, 0, 5, 6, 0, 0, 9, 10, 11, 0);
        assertThat(X.triu().toLongArray()).containsExactly(1, 2, 3, 4, 0, 6, 7, 8, 0, 0, 11, 12);
        assertThat(Triangles.tril(X, -5).sum().item()).isZero();
        assertThat(Triangles.triu(X, Integer.MIN_VALUE).toLongArray()).isEqualTo(X.toLongArray());
        Tensor masked = Triangles.triu(Tensor.full(Shape.of(2, 2, 2), Double.NEGATIVE_INFINITY, DType.FLOAT32), 1);
        assertThat(masked.select(0, 1).toFloatArray()).containsExactly(0, Float.NEGATIVE_INFINITY, 0, 0);
        assertThatThrownBy(() -> Tensor.zeros(3).tril()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[tril] needs a matrix");
    }

    @Test
    void an_embedding_adds_up_the_gradient_of_a_row_but_for_padding() {
        Tensor index = Tensor.of(new long[]{1, 3, 1, 0}, 2, 2);
        Tensor weight = Tensor.arange(8).reshape(4, 2).to(DType.FLOAT64).requiresGrad(true);
        Tensor rows = EmbeddingOp.embedding(index, weight);
        assertThat(rows.shape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(rows.toDoubleArray()).containsExactly(2, 3, 6, 7, 2, 3, 0, 1);
        rows.sum().backward();
        assertThat(weight.grad().toDoubleArray()).containsExactly(1, 1, 2, 2, 0, 0, 1, 1);
        weight.zeroGrad();
        EmbeddingOp.embedding(index, weight, -3).sum().backward();
        assertThat(weight.grad().toDoubleArray()).containsExactly(1, 1, 0, 0, 0, 0, 1, 1);
    }

    @Test
    void an_embedding_refuses_what_is_no_row() {
        Tensor weight = Tensor.zeros(4, 2);
        assertThatThrownBy(() -> EmbeddingOp.embedding(Tensor.of(new long[]{4}), weight))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[embedding] the index must lie in 0…3, but number 0");
        assertThatThrownBy(() -> EmbeddingOp.embedding(Tensor.arange(2), weight, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[embedding] paddingIdx 4 is no row of the weight float32[4,2]");
        assertThatThrownBy(() -> EmbeddingOp.embedding(Tensor.zeros(2), weight))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("must be int64");
        assertThatThrownBy(() -> EmbeddingOp.embedding(Tensor.arange(2), Tensor.zeros(4)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("the weight must be [V,D]");
    }

    @Test
    void one_of_classes_is_hot() {
        Tensor index = Tensor.of(new long[]{2, 0, 1, 1}, 2, 2);
        assertThat(EmbeddingOp.oneHot(index).shape()).isEqualTo(Shape.of(2, 2, 3));
        assertThat(EmbeddingOp.oneHot(index).toLongArray()).containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0);
        assertThat(EmbeddingOp.oneHot(Tensor.of(new long[]{1}).squeeze(0), 4).toLongArray()).containsExactly(0, 1, 0,
                0);
        assertThatThrownBy(() -> EmbeddingOp.oneHot(index, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[oneHot] the index must lie in 0…1, but number 0");
        assertThatThrownBy(() -> EmbeddingOp.oneHot(Tensor.arange(0))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[oneHot] no index came");
    }
}
