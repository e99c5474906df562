package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.Autograd;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Node;
import org.gradus.core.Parameter;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinedLayersTest {

    private Sequential layers;
    private Tensor images;

    @BeforeEach
    void build() {
        Rng.manualSeed(1);
        layers = new Sequential(new Conv2d(3, 8, 3), new ReLU(),
                new Conv2d(8, 70, Conv2d.options(3).withPadding(1)), new ReLU(), new ReLU(), new Conv2d(70, 64, 1));
        images = Tensor.randn(Rng.global(), 2, 3, 21, 30);
    }

    @Test
    void convolution_and_relu_in_one_pass_give_the_bits_of_one_after_the_other() {
        Tensor recorded = layers.forward(images);
        Tensor joined = Tape.noGrad(() -> layers.forward(images));

        assertThat(joined.toFloatArray()).isEqualTo(recorded.toFloatArray());
    }

    @Test
    void what_is_recorded_shows_both() {
        List<String> ops = Tape.recorded(layers.forward(images)).stream().map(Node::op).map(op -> op.name()).toList();

        assertThat(ops).contains("conv2d", "relu").doesNotContain("conv2dRelu");
    }

    @Test
    void a_hook_on_either_layer_sees_what_lies_between_them() {
        List<Tensor> seen = new ArrayList<>();
        layers.get(0).registerForwardHook((_, output) -> {
            seen.add(output);
            return output;
        });
        layers.get(3).registerForwardPreHook(input -> {
            seen.add(input);
            return input;
        });
        Tape.noGrad(() -> layers.forward(images));

        assertThat(seen).hasSize(2);
        assertThat(seen).allSatisfy(between -> assertThat(between.min().item()).isNegative());
    }

    /** Windows overlap and see padding, and in one plane all numbers are equal, in another below zero, in a third NaN. */
    @Test
    void a_relu_behind_the_pool_gives_the_bits_and_gradients_of_one_before_it() {
        var conv = new Conv2d(3, 8, 3);
        var pool = new MaxPool2d(MaxPoolOptions.kernel(3).withStride(2).withPadding(1));
        var relu = new ReLU();
        float[] weight = conv.weight().toFloatArray();
        float[] bias = conv.bias().toFloatArray();
        Arrays.fill(weight, 0, 2 * 27, 0);
        bias[0] = 0.25f;
        bias[1] = -0.25f;
        bias[2] = Float.NaN;
        conv.weight().set(Tensor.wrap(weight, conv.weight().shape()));
        conv.bias().set(Tensor.of(bias));
        var x = new Parameter(images);
        List<Parameter> all = List.of(x, conv.weight(), conv.bias());

        Tensor moved = new Sequential(conv, relu, pool).forward(x);
        Tensor inOrder = pool.forward(relu.forward(conv.forward(x)));

        assertThat(moved.toFloatArray()).isEqualTo(inOrder.toFloatArray());
        Tensor upstream = Tensor.randn(Rng.global(), moved.shape().toArray());
        List<Tensor> expected = Autograd.grad(inOrder.mul(upstream).sum(), all.toArray(Tensor[]::new));
        List<Tensor> gradients = Autograd.grad(moved.mul(upstream).sum(), all.toArray(Tensor[]::new));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(gradients.get(i).toFloatArray()).isEqualTo(expected.get(i).toFloatArray());
        }
    }

    @Test
    void of_a_relu_before_a_pool_fewer_numbers_are_kept() {
        var pooled = new Sequential(new Conv2d(3, 8, 3), new ReLU(), new MaxPool2d(2));

        List<Node> nodes = Tape.recorded(pooled.forward(images));

        assertThat(nodes).filteredOn(node -> node.op().name().equals("relu")).singleElement()
                .extracting(node -> node.type().shape()).hasToString("[2,8,9,14]");
    }
}
