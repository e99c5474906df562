package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Node;
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
}
