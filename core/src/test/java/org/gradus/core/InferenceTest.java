package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.gradus.core.op.GatherOp;
import org.junit.jupiter.api.Test;

class InferenceTest {

    private final Tensor x = Tensor.of(new double[]{1, 2}).requiresGrad(true);

    private Tensor inferred() {
        return Tape.inference(() -> x.mul(3));
    }

    @Test
    void within_it_nothing_is_recorded_and_results_are_marked() {
        Tensor y = inferred();
        assertThat(y.toDoubleArray()).containsExactly(3, 6);
        assertThat(y.isInference()).isTrue();
        assertThat(y.requiresGrad()).isFalse();
        assertThat(y.node()).isNull();
        assertThat(Tape.recorded(y)).isEmpty();
        assertThat(x.isInference()).isFalse();
        assertThat(x.mul(3).isInference()).isFalse();
        assertThat(Tape.noGrad(() -> x.mul(3)).isInference()).isFalse();
    }

    @Test
    void its_results_may_be_computed_with_where_nothing_is_recorded() {
        Tensor y = inferred();
        Tensor constant = Tensor.of(new double[]{1, 1});
        assertThat(y.add(constant).toDoubleArray()).containsExactly(4, 7);
        assertThat(Tape.noGrad(() -> y.add(x)).toDoubleArray()).containsExactly(4, 8);
        assertThat(Tape.inference(() -> y.add(x)).toDoubleArray()).containsExactly(4, 8);
    }

    @Test
    void its_results_cannot_become_part_of_a_computation_that_is_recorded() {
        Tensor y = inferred();
        assertThatIllegalArgumentException().isThrownBy(() -> x.mul(y)).withMessage(
                "[mul] input 1, float64[2], was computed within Tape.inference and cannot take part in a computation that is recorded; compute it within Tape.noGrad, or take its values as constants with detach()");
        Tensor index = Tape.inference(() -> x.argmax(0).reshape(1));
        assertThatIllegalArgumentException().isThrownBy(() -> GatherOp.gather(x, 0, index))
                .withMessageStartingWith("[gather] input 1, int64[1], was computed within Tape.inference");
    }

    @Test
    void detached_its_values_are_constants_and_as_a_leaf_they_are_differentiated_by() {
        Tensor y = inferred();
        Tensor product = x.mul(y.detach());
        assertThat(Autograd.grad(product.sum(), x).get(0).toDoubleArray()).containsExactly(3, 6);
        Tensor leaf = y.requiresGrad(true);
        leaf.mul(leaf).sum().backward();
        assertThat(leaf.grad().toDoubleArray()).containsExactly(6, 12);
        assertThat(y.requiresGrad()).isFalse();
    }

    @Test
    void a_result_is_no_leaf_and_has_no_gradient_to_see() {
        Tensor y = inferred();
        assertThatIllegalStateException().isThrownBy(y::grad)
                .withMessageContaining("is no leaf that requires a gradient");
        assertThatIllegalStateException().isThrownBy(() -> y.registerHook(g -> g))
                .withMessageContaining("does not require a gradient");
        assertThatIllegalArgumentException().isThrownBy(() -> y.sum().backward());
    }

    @Test
    void noGrad_within_it_leaves_it_on_and_withGrad_turns_it_off() {
        Tape.inference(() -> {
            assertThat(Tape.isRecording()).isFalse();
            assertThat(Tape.noGrad(() -> x.mul(3)).isInference()).isTrue();
            Tensor y = Tape.withGrad(() -> x.mul(3));
            assertThat(y.isInference()).isFalse();
            assertThat(Tape.withGrad(() -> Autograd.grad(y.sum(), x).get(0)).toDoubleArray()).containsExactly(3, 3);
        });
        assertThat(Tape.isRecording()).isTrue();
    }

    @Test
    void a_parameter_set_to_a_result_stays_one_that_can_be_trained() {
        Parameter parameter = new Parameter(inferred());
        assertThat(parameter.isInference()).isFalse();
        parameter.set(inferred());
        parameter.mul(parameter).sum().backward();
        assertThat(parameter.grad().toDoubleArray()).containsExactly(6, 12);
        assertThat(Autograd.grad(parameter.sum(), parameter).get(0).toDoubleArray())
                .containsExactly(1, 1);
    }
}
