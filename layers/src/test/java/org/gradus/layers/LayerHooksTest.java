package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class LayerHooksTest {

    private final Tensor x = Tensor.of(new float[]{-1, 2}, 1, 2);

    @Test
    void a_forward_hook_sees_every_output_also_within_a_sequence() {
        List<Shape> seen = new ArrayList<>();
        var linear = new Linear(2, 3);
        Runnable remove = linear.registerForwardHook((_, output) -> {
            seen.add(output.shape());
            return output;
        });
        var net = new Sequential(linear, new ReLU());
        net.forward(x);
        remove.run();
        net.forward(x);
        assertThat(seen).containsExactly(Shape.of(1, 3));
    }

    @Test
    void a_forward_hook_replaces_the_output() {
        var relu = new ReLU();
        relu.registerForwardHook((input, output) -> output.add(input));
        assertThat(relu.forward(x).toFloatArray()).containsExactly(-1, 4);
    }

    @Test
    void a_pre_hook_replaces_the_input_before_forward_hooks_see_it() {
        var relu = new ReLU();
        relu.registerForwardPreHook(input -> input.mul(-1));
        relu.registerForwardHook((input, output) -> input);
        assertThat(relu.forward(x).toFloatArray()).containsExactly(1, -2);
    }

    @Test
    void a_backward_hook_sees_and_scales_the_gradient_of_the_output() {
        var relu = new ReLU();
        Runnable remove = relu.registerBackwardHook(gradient -> gradient.mul(10));
        Tensor leaf = x.requiresGrad(true);
        relu.forward(leaf).sum().backward();
        assertThat(leaf.grad().toFloatArray()).containsExactly(0, 10);
        remove.run();
        leaf.zeroGrad();
        relu.forward(leaf).sum().backward();
        assertThat(leaf.grad().toFloatArray()).containsExactly(0, 1);
    }
}
