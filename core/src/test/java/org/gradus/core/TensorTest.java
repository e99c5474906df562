package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class TensorTest {

    @Test
    void factories_copy_values_of_every_type() {
        float[] floats = {1, 2, 3, 4, 5, 6};
        Tensor x = Tensor.of(floats, 2, 3);
        floats[0] = 9;

        assertThat(x.type()).hasToString("float32[2,3]");
        assertThat(x.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(x.get(1, 0)).isEqualTo(4);
        assertThat(Tensor.of(new double[]{1, 2}).type()).hasToString("float64[2]");
        assertThat(Tensor.of(new long[]{1, 2}, 2, 1).type()).hasToString("int64[2,1]");
        assertThat(Tensor.of(new boolean[]{true}).type()).hasToString("bool[1]");
        assertThat(Tensor.of(new boolean[]{true, false}).get(0)).isEqualTo(1);
    }

    @Test
    void wrap_shares_the_array_and_arrays_given_out_are_copies() {
        double[] values = {1, 2};
        Tensor x = Tensor.wrap(values, Shape.of(2, 1));
        x.toDoubleArray()[0] = 7;
        assertThat(x.get(0, 0)).isEqualTo(1);

        values[0] = 8;
        assertThat(x.get(0, 0)).isEqualTo(8);
        assertThat(Tensor.wrap(new float[2], Shape.of(2)).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Tensor.wrap(new long[2], Shape.of(2)).dtype()).isEqualTo(DType.INT64);
        assertThat(Tensor.wrap(new boolean[2], Shape.of(2)).dtype()).isEqualTo(DType.BOOL);
    }

    @Test
    void constants_ranges_and_scalars() {
        assertThat(Tensor.zeros(2).toFloatArray()).containsExactly(0, 0);
        assertThat(Tensor.ones(1, 2).toFloatArray()).containsExactly(1, 1);
        assertThat(Tensor.scalar(2.5).item()).isEqualTo(2.5);
        assertThat(Tensor.scalar(2.5).shape()).isEqualTo(Shape.SCALAR);
        assertThat(Tensor.arange(3).toLongArray()).containsExactly(0, 1, 2);
        assertThat(Tensor.arange(0).numel()).isZero();
        assertThat(Tensor.full(Shape.of(2), 0.1, DType.FLOAT32).toFloatArray()).containsExactly(0.1f, 0.1f);
        assertThat(Tensor.full(Shape.of(2), 0.1, DType.FLOAT64).toDoubleArray()).containsExactly(0.1, 0.1);
        assertThat(Tensor.full(Shape.of(1), 7, DType.INT64).toLongArray()).containsExactly(7);
        assertThat(Tensor.full(Shape.of(1), 1, DType.BOOL).toBooleanArray()).containsExactly(true);
    }

    @Test
    void random_tensors_follow_their_generator() {
        assertThat(Tensor.rand(new Rng(3), 2, 3).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(Tensor.rand(new Rng(3), 5).toFloatArray()).isEqualTo(Tensor.rand(new Rng(3), 5).toFloatArray())
                .isNotEqualTo(Tensor.rand(new Rng(4), 5).toFloatArray());
        assertThat(Tensor.randn(new Rng(3), 5).toFloatArray()).isEqualTo(Tensor.randn(new Rng(3), 5).toFloatArray());
    }

    @Test
    void operations_leave_their_operands_as_they_were() {
        Tensor x = Tensor.of(new double[]{1, -2, 3, 4}, 2, 2);
        Tensor reshaped = x.reshape(4);

        x.neg();
        x.add(x).mul(x);
        x.transpose(0, 1).relu();
        reshaped.exp();

        assertThat(x.toDoubleArray()).containsExactly(1, -2, 3, 4);
        assertThat(reshaped.toDoubleArray()).containsExactly(1, -2, 3, 4);
    }

    @Test
    void requiresGrad_gives_a_leaf_and_leaves_the_tensor_itself_alone() {
        Tensor x = Tensor.ones(2);
        Tensor leaf = x.requiresGrad(true);

        assertThat(x.requiresGrad()).isFalse();
        assertThat(leaf.requiresGrad()).isTrue();
        assertThat(leaf.node()).isNull();
        assertThat(leaf.grad()).isNull();
        assertThat(leaf.requiresGrad(false).requiresGrad()).isFalse();
        assertThat(leaf.detach().requiresGrad()).isFalse();
        assertThat(leaf.mul(2).detach().node()).isNull();
    }

    @Test
    void a_parameter_holds_a_copy_and_is_changed_by_its_own_methods_alone() {
        float[] values = {1, 2};
        Tensor initial = Tensor.wrap(values, Shape.of(2));
        Parameter parameter = new Parameter(initial);
        values[0] = 9;
        assertThat(parameter.toFloatArray()).containsExactly(1, 2);
        assertThat(parameter.requiresGrad()).isTrue();

        Tensor detached = parameter.detach();
        parameter.set(Tensor.of(new float[]{3, 4}));
        assertThat(parameter.toFloatArray()).containsExactly(3, 4);
        assertThat(detached.toFloatArray()).containsExactly(1, 2);
        assertThat(parameter.name()).isEmpty();
    }

    @Test
    void numbers_are_taken_in_the_tensor_s_own_type() {
        assertThat(Tensor.of(new long[]{1, 2}).add(3).type()).hasToString("int64[2]");
        assertThat(Tensor.of(new long[]{1, 2}).mul(-3).toLongArray()).containsExactly(-3, -6);
        assertThat(Tensor.of(new float[]{1}).add(0.1).toFloatArray()).containsExactly(1 + 0.1f);
        assertThat(Tensor.of(new double[]{1}).sub(0.1).toDoubleArray()).containsExactly(0.9);
    }

    @Test
    void integers_are_exact_below_2_to_the_53_and_refused_from_there_on() {
        long most = 1L << 53;
        Tensor x = Tensor.of(new long[]{most - 2});

        assertThat(x.add(1).toLongArray()).containsExactly(most - 1);
        assertThat(x.sub(most - 2).toLongArray()).containsExactly(0);
        assertThatIllegalArgumentException().isThrownBy(() -> x.add(x)).withMessageContaining("[int64]");
        assertThatIllegalArgumentException().isThrownBy(() -> x.mul(x)).withMessageContaining("[int64]");
        // 2⁵³ + 1 would be rounded to 2⁵³.
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(new long[]{most - 1}).add(2))
                .withMessageContaining("[int64]");
    }

    @Test
    void values_that_do_not_fill_the_shape_are_refused_with_both_counts() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(new float[5], 2, 3))
                .withMessage("[tensor] shape [2,3] has 6 elements, but 5 values came");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.wrap(new double[5], Shape.of(6)))
                .withMessage("[tensor] shape [6] has 6 elements, but 5 values came");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.zeros(-1))
                .withMessage("[shape] sizes must not be negative, but came [-1]");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.arange(-1))
                .withMessage("[arange] the end must not be negative, but is -1");
    }

    @Test
    void reading_what_is_not_there_says_what_is() {
        Tensor x = Tensor.ones(2, 3);

        assertThatIllegalArgumentException().isThrownBy(x::item)
                .withMessage(
                        "[item] needs exactly one element, but the tensor is float32[2,3]; reduce or index it first");
        assertThatIllegalArgumentException().isThrownBy(() -> x.get(1))
                .withMessage("[get] float32[2,3] needs 2 indices, but 1 came");
        assertThatIllegalArgumentException().isThrownBy(() -> x.get(1, 3))
                .withMessage("[get] index 3 is out of range for dimension 1 of float32[2,3]");
        assertThatIllegalArgumentException().isThrownBy(() -> x.get(-1, 0));
        assertThatIllegalStateException().isThrownBy(x::toDoubleArray)
                .withMessage("[data] the tensor is float32[2,3], not float64; convert it with to(DType.FLOAT64)");
        assertThatIllegalStateException().isThrownBy(x::toLongArray)
                .withMessage("[data] the tensor is float32[2,3], not int64; convert it with to(DType.INT64)");
        assertThatIllegalStateException().isThrownBy(x::toBooleanArray)
                .withMessage("[data] the tensor is float32[2,3], not bool; convert it with to(DType.BOOL)");
        assertThatIllegalStateException().isThrownBy(() -> Tensor.arange(1).toFloatArray())
                .withMessage("[data] the tensor is int64[1], not float32; convert it with to(DType.FLOAT32)");
    }
}
