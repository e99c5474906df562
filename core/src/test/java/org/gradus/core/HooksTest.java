package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HooksTest {

    private final Tensor x = Tensor.of(new double[]{1, 2}).requiresGrad(true);

    @Test
    void a_hook_on_an_intermediate_result_sees_its_gradient_once_and_complete() {
        List<Tensor> seen = new ArrayList<>();
        Tensor y = x.mul(3);
        y.registerHook(gradient -> {
            seen.add(gradient);
            return gradient;
        });
        y.mul(y).add(y).sum().backward();
        // d(y² + y)/dy = 2y + 1 with y = 3x
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).toDoubleArray()).containsExactly(7, 13);
        assertThat(x.grad().toDoubleArray()).containsExactly(21, 39);
    }

    @Test
    void what_a_hook_returns_flows_on() {
        Tensor y = x.mul(3);
        y.registerHook(gradient -> gradient.mul(10));
        y.sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(30, 30);
    }

    @Test
    void a_hook_on_a_leaf_changes_what_is_added_to_its_gradient() {
        x.registerHook(gradient -> gradient.mul(-1));
        x.sum().backward();
        x.sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(-2, -2);
        assertThat(Autograd.grad(x.sum(), x).get(0).toDoubleArray()).containsExactly(-1, -1);
    }

    @Test
    void hooks_run_in_order_and_can_be_taken_off() {
        Runnable doubled = x.registerHook(gradient -> gradient.mul(2));
        x.registerHook(gradient -> gradient.add(1));
        x.sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(3, 3);
        doubled.run();
        x.zeroGrad();
        x.sum().backward();
        assertThat(x.grad().toDoubleArray()).containsExactly(2, 2);
    }

    @Test
    void a_hook_that_changes_the_shape_is_an_error_and_no_gradient_is_touched() {
        x.registerHook(gradient -> gradient.sum());
        assertThatThrownBy(() -> x.sum().backward()).hasMessage(
                "[hook] a hook made float64[] of a gradient that is float64[2]; it must keep shape and type");
        assertThat(x.grad()).isNull();
    }

    @Test
    void a_tensor_without_gradient_takes_no_hook() {
        assertThatThrownBy(() -> Tensor.zeros(2).registerHook(gradient -> gradient))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[registerHook] float32[2] does not require a gradient; create it with requiresGrad(true)");
    }

    @Test
    void with_createGraph_what_a_hook_does_is_differentiated_too() {
        Tensor y = x.mul(x);
        y.registerHook(gradient -> gradient.mul(x));
        Tensor first = Autograd.grad(List.of(y.sum()), List.of(x), GradOptions.DEFAULT.withCreateGraph(true)).get(0);
        // x·2x, whose derivative is 4x
        assertThat(first.toDoubleArray()).containsExactly(2, 8);
        assertThat(Autograd.grad(first.sum(), x).get(0).toDoubleArray()).containsExactly(4, 8);
    }

    @Test
    void a_hook_within_a_checkpoint_is_called_once() {
        List<Tensor> seen = new ArrayList<>();
        Tensor y = Checkpoint.checkpoint(v -> {
            Tensor square = v.mul(v);
            square.registerHook(gradient -> {
                seen.add(gradient);
                return gradient.mul(3);
            });
            return square.exp().log();
        }, x);
        y.sum().backward();
        assertThat(seen).hasSize(1);
        assertThat(x.grad().get(1)).isCloseTo(3 * 4, within(1e-12));
    }

    @Test
    void a_hook_sees_the_gradient_of_every_pass() {
        List<Double> seen = new ArrayList<>();
        Tensor y = x.sum();
        y.registerHook(gradient -> {
            seen.add(gradient.item());
            return gradient;
        });
        Tensor z = y.mul(2);
        Autograd.backward(List.of(z), GradOptions.DEFAULT.withRetainGraph(true));
        Autograd.grad(z.mul(4), x);
        assertThat(seen).containsExactly(2.0, 8.0);
    }
}
