package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void a_shape_knows_its_sizes_from_both_ends() {
        Shape shape = Shape.of(2, 3, 4);

        assertThat(shape.rank()).isEqualTo(3);
        assertThat(shape.numel()).isEqualTo(24);
        assertThat(shape.size(0)).isEqualTo(2);
        assertThat(shape.size(-1)).isEqualTo(4);
        assertThat(shape.strides()).containsExactly(12, 4, 1);
        assertThat(shape.numel(1, 3)).isEqualTo(12);
        assertThat(shape.numel(1, 1)).isEqualTo(1);
        assertThat(shape.withSize(-2, 7)).isEqualTo(Shape.of(2, 7, 4));
        assertThat(shape.axis("sum", -3)).isZero();
        assertThat(shape).hasToString("[2,3,4]");
    }

    @Test
    void a_scalar_has_one_element_and_no_dimension() {
        assertThat(Shape.SCALAR.rank()).isZero();
        assertThat(Shape.SCALAR.numel()).isEqualTo(1);
        assertThat(Shape.SCALAR.strides()).isEmpty();
        assertThat(Shape.SCALAR).hasToString("[]").isEqualTo(Shape.of());
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.SCALAR.axis("sum", 0))
                .withMessage("[sum] a scalar has no dimension 0; unsqueeze it first");
    }

    @Test
    void shapes_are_values_that_share_no_array() {
        int[] sizes = {2, 3};
        Shape shape = Shape.of(sizes);
        sizes[0] = 9;
        shape.toArray()[1] = 9;

        assertThat(shape).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3)).isNotEqualTo(Shape.of(3, 2))
                .isNotEqualTo(Shape.of(2, 3, 1));
        assertThat(shape.toArray()).containsExactly(2, 3);
    }

    @Test
    void shapes_broadcast_aligned_at_the_last_dimension() {
        assertThat(broadcast(Shape.of(2, 3), Shape.of(2, 3))).isEqualTo(Shape.of(2, 3));
        assertThat(broadcast(Shape.of(2, 1), Shape.of(3))).isEqualTo(Shape.of(2, 3));
        assertThat(broadcast(Shape.SCALAR, Shape.of(2, 3))).isEqualTo(Shape.of(2, 3));
        assertThat(broadcast(Shape.of(4, 1, 3), Shape.of(5, 1))).isEqualTo(Shape.of(4, 5, 3));
        assertThat(broadcast(Shape.of(1, 3), Shape.of(0, 3))).isEqualTo(Shape.of(0, 3));
        assertThat(broadcast(Shape.of(1), Shape.of(0))).isEqualTo(Shape.of(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.broadcast("add", Shape.of(4, 3), Shape.of(2, 1)))
                .withMessage(
                        "[add] shapes [4,3] and [2,1] do not broadcast: dimension -2 is 4 against 2; it must be equal or 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.broadcast("add", Shape.of(2), Shape.of(0)));
    }

    private static Shape broadcast(Shape a, Shape b) {
        Shape result = Shape.broadcast("test", a, b);
        assertThat(Shape.broadcast("test", b, a)).isEqualTo(result);
        return result;
    }

    @Test
    void a_dimension_out_of_range_names_the_operation_and_the_range() {
        Shape shape = Shape.of(2, 3);

        assertThatIllegalArgumentException().isThrownBy(() -> shape.axis("mean", 2))
                .withMessage("[mean] dimension 2 is out of range for [2,3]; use -2 to 1");
        assertThatIllegalArgumentException().isThrownBy(() -> shape.size(-3))
                .withMessage("[size] dimension -3 is out of range for [2,3]; use -2 to 1");
        assertThatIllegalArgumentException().isThrownBy(() -> shape.withSize(0, -1))
                .withMessage("[shape] sizes must not be negative, but came [-1, 3]");
    }

    @Test
    void sizes_that_no_array_holds_are_refused_and_empty_ones_are_not() {
        int most = Integer.MAX_VALUE - 8;

        assertThat(Shape.of(most).numel()).isEqualTo(most);
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(most + 1))
                .withMessage(
                        "[shape] a tensor holds at most 2^31 - 9 elements, but [2147483640] would have 2147483640; split it");
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(1 << 20, 1 << 20, 1 << 20, 1 << 20))
                .withMessageContaining("would have more than 2^63; split it");
        assertThat(Shape.of(1 << 30, 0, 1 << 30, 1 << 30).numel()).isZero();
        assertThat(Shape.of(0).numel()).isZero();
    }
}
