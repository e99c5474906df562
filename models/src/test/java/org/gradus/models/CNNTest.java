package org.gradus.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.io.SafeTensors;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CNNTest {

    private final CNN cnn = new CNN();

    @Test
    void state_dict_keys_are_those_of_the_lectures_module() {
        assertThat(cnn.stateDict().keySet()).containsExactly("conv1.0.weight", "conv1.0.bias", "conv2.0.weight",
                "conv2.0.bias",
                "fc.weight", "fc.bias");
    }

    @Test
    void weights_from_seed_1234_are_pytorchs_to_the_bit() throws Exception {
        Rng.manualSeed(1234);
        Map<String, Tensor> weights = new CNN().stateDict();
        var resource = Objects.requireNonNull(CNNTest.class.getResource("/torch/cnn-seed1234-init.safetensors"));
        Map<String, Tensor> torch = SafeTensors.load(Path.of(resource.toURI()));
        assertThat(weights.keySet()).isEqualTo(torch.keySet());
        assertThat(torch).allSatisfy((name, expected) -> {
            assertThat(weights.get(name).type()).as(name).isEqualTo(expected.type());
            assertThat(weights.get(name).toFloatArray()).as(name).isEqualTo(expected.toFloatArray());
        });
    }

    @Test
    void the_parameters_are_260_and_5020_and_3210() {
        assertThat(cnn.parameters()).extracting(Tensor::numel).containsExactly(250, 10, 5000, 20, 3200, 10);
    }

    @Test
    void it_prints_as_the_lectures_module() {
        assertThat(cnn).hasToString("""
                CNN(
                  (conv1): Sequential(
                    (0): Conv2d(1, 10, kernel_size=(5, 5), stride=(1, 1))
                    (1): ReLU()
                    (2): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
                  )
                  (conv2): Sequential(
                    (0): Conv2d(10, 20, kernel_size=(5, 5), stride=(1, 1))
                    (1): ReLU()
                    (2): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
                  )
                  (fc): Linear(in_features=320, out_features=10, bias=True)
                )""");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void it_gives_log_probabilities_of_ten_classes(int batch) {
        Tensor y = cnn.forward(Tensor.rand(new Rng(1), batch, 1, 28, 28));
        assertThat(y.shape()).isEqualTo(Shape.of(batch, 10));
        Tensor sums = y.exp().sum(1);
        for (int n = 0; n < batch; n++) {
            assertThat(sums.get(n)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void pictures_of_another_size_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> cnn.forward(Tensor.zeros(2, 3, 32, 32))).withMessage(
                "[CNN] the input must be [N,1,28,28], but is float32[2,3,32,32]; scale or crop the pictures, or build the model for their size");
        assertThatIllegalArgumentException().isThrownBy(() -> cnn.forward(Tensor.zeros(1, 28, 28)))
                .withMessageContaining("must be [N,1,28,28], but is float32[1,28,28]");
        assertThatIllegalArgumentException().isThrownBy(() -> cnn.forward(Tensor.scalar(0)));
    }
}
