package org.gradus.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.gradus.core.AvgPoolOptions;
import org.gradus.core.ConvOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.AvgPools;
import org.gradus.core.op.ConvOp;
import org.gradus.core.op.MatMulOp;
import org.gradus.core.op.Padding;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class LeNet5Test {

    @Test
    void it_has_61706_parameters_in_five_layers() {
        var network = new LeNet5();
        // 6·(25 + 1) + 16·(6·25 + 1) + 120·(400 + 1) + 84·(120 + 1) + 10·(84 + 1)
        assertThat(network.parameters().stream().mapToLong(Tensor::numel).sum()).isEqualTo(61_706);
        assertThat(network.stateDict().keySet()).containsExactly("conv1.weight", "conv1.bias", "conv2.weight",
                "conv2.bias", "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias", "fc3.weight", "fc3.bias");
    }

    @Test
    void it_is_tanh_and_average_pools() {
        var network = new LeNet5();
        Tensor x = Tensor.randn(new Rng(1), 2, 1, 32, 32);
        var weights = network.namedParameters();
        Tensor y = pooled(pooled(x, weights, "conv1"), weights, "conv2").flatten(1);
        y = linear(linear(y, weights, "fc1").tanh(), weights, "fc2").tanh();
        assertThat(network.forward(x).toFloatArray()).isEqualTo(linear(y, weights, "fc3").toFloatArray());
    }

    private static Tensor pooled(Tensor x, Map<String, ? extends Tensor> weights, String layer) {
        Tensor y = ConvOp.conv2d(x, weights.get(layer + ".weight"), weights.get(layer + ".bias"),
                ConvOptions.DEFAULT);
        return AvgPools.avgPool2d(y.tanh(), AvgPoolOptions.kernel(2));
    }

    private static Tensor linear(Tensor x, Map<String, ? extends Tensor> weights, String layer) {
        return MatMulOp.matmulTransposed(x, weights.get(layer + ".weight"))
                .add(weights.get(layer + ".bias"));
    }

    @Test
    void pictures_of_28x28_get_a_margin() {
        var network = new LeNet5(LeNet5.options().withSide(28));
        var wide = new LeNet5();
        wide.loadStateDict(network.stateDict());
        Tensor x = Tensor.rand(new Rng(2), 3, 1, 28, 28);
        assertThat(network.forward(x).toFloatArray())
                .isEqualTo(wide.forward(Padding.pad(x, new int[]{2, 2, 2, 2})).toFloatArray());
    }

    @Test
    void with_relu_channels_and_classes_of_ones_own_a_backward_pass_reaches_every_parameter() {
        var network = new LeNet5(LeNet5.options().withActivation(LeNet5.Activation.RELU).withInChannels(3)
                .withNumClasses(7));
        assertThat(network.toString()).contains("(activation): ReLU()");
        Tensor scores = network.forward(Tensor.rand(new Rng(2), 2, 3, 32, 32));
        assertThat(scores.shape()).isEqualTo(Shape.of(2, 7));
        scores.square().sum().backward();
        assertThat(network.namedParameters()).hasSize(10)
                .allSatisfy((name, parameter) -> assertThat(parameter.grad().abs().sum().item()).as(name).isPositive());
    }

    @Test
    void pictures_and_options_that_do_not_fit_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LeNet5().forward(Tensor.zeros(1, 1, 28, 28)))
                .withMessageStartingWith("[LeNet5] the input must be [N,1,32,32], but is float32[1,1,28,28]");
        assertThatIllegalArgumentException().isThrownBy(() -> LeNet5.options().withSide(30)).withMessage(
                "[LeNet5] the side of the pictures must be 32, or 28 as MNIST's, but is 30; scale or crop them");
        assertThatIllegalArgumentException().isThrownBy(() -> LeNet5.options().withNumClasses(0))
                .withMessage("[LeNet5] numClasses must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> LeNet5.options().withInChannels(0))
                .withMessage("[LeNet5] inChannels must be at least 1, but is 0");
    }
}
