package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class ProductsTest {

    private static final Tensor A = Tensor.of(new float[]{1, 2});
    private static final Tensor B = Tensor.of(new float[]{3, 4, 5});

    @Test
    void products_of_vectors() {
        assertThat(Products.dot(A, A).item()).isEqualTo(5);
        assertThat(Products.outer(A, B).toFloatArray()).containsExactly(3, 4, 5, 6, 8, 10);
        assertThat(Products.mv(Products.outer(A, B), B).toFloatArray()).containsExactly(50, 100);
    }

    @Test
    void a_bilinear_form_of_each_pair() {
        // Σᵢⱼ aᵢ·bⱼ = 3·12 with ones; the second form takes a₁·b₂ alone: 2·5.
        Tensor weight = Tensor.of(new float[]{1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1}, 2, 2, 3);
        assertThat(Products.bilinear(A, B, weight).toFloatArray()).containsExactly(36, 10);
        Tensor batch = Products.bilinear(A.expand(4, 5, 2), B.expand(4, 5, 3), weight);
        assertThat(batch.shape()).isEqualTo(Shape.of(4, 5, 2));
        assertThat(batch.select(0, 3).select(0, 4).toFloatArray()).containsExactly(36, 10);
    }

    @Test
    void operands_of_other_shapes_are_refused_by_name() {
        assertThatThrownBy(() -> Products.dot(A, B)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Products.dot(A.reshape(1, 2), A)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[dot] the first operand must be [N], but is [1,2]");
        assertThatThrownBy(() -> Products.mv(A, A)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[mv] the first operand must be [M,N]");
        assertThatThrownBy(() -> Products.outer(A, A.reshape(2, 1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[outer] the second operand must be [N]");
        assertThatThrownBy(() -> Products.bilinear(B, A, Tensor.zeros(4, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[bilinear] inputs [3] and [2] do not fit the weight [4,2,3]");
    }
}
