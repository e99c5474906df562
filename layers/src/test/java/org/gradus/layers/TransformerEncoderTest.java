package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.gradus.layers.ModuleGradients.assertThatGradientsOf;

import java.util.Map;
import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.TransformerEncoderLayer.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transformer encoders by hand, their gradients and what they refuse; SequencesTest compares them with PyTorch's. */
class TransformerEncoderTest {

    private static final TransformerEncoderLayer.Options SMALL = TransformerEncoderLayer.options().withDimFeedforward(3)
            .withDropout(0);

    /** Every parameter 0 but those of norms. */
    private static TransformerEncoderLayer zeroed(TransformerEncoderLayer.Options options) {
        var layer = new TransformerEncoderLayer(2, 1, options);
        layer.namedParameters().forEach((name, parameter) -> {
            if (!name.startsWith("norm")) {
                parameter.set(Tensor.zeros(parameter.shape().toArray()));
            }
        });
        return layer;
    }

    @Test
    void without_weights_and_with_norms_first_the_biases_alone_are_added() {
        var layer = zeroed(SMALL.withNormFirst(true));
        layer.loadStateDict(Map.of("self_attn.out_proj.bias", Tensor.of(new float[]{1, 2}), "linear2.bias",
                Tensor.of(new float[]{10, 20})), LoadMode.LENIENT);
        assertThat(layer.forward(Tensor.of(new float[]{5, 6, 7, 8}, 2, 1, 2)).toFloatArray())
                .containsExactly(16, 28, 18, 30);
    }

    @Test
    void without_weights_and_with_norms_last_two_features_become_1_and_minus_1() {
        // attention and network give 0; (3, 1) has mean 2 and deviation 1, and its norm (1, −1) is its own norm
        var layer = zeroed(SMALL.withLayerNormEps(0));
        assertThat(layer.forward(Tensor.of(new float[]{3, 1}, 1, 1, 2)).toFloatArray()).containsExactly(1, -1);
    }

    @Test
    void the_network_is_two_linear_layers_with_the_activation_between() {
        // norm₂(x) = (1, −1); W₁ picks both, f gives f(1) and f(−1), W₂ adds their sum to the first feature
        for (Activation activation : Activation.values()) {
            var layer = zeroed(SMALL.withNormFirst(true).withDimFeedforward(2).withActivation(activation)
                    .withLayerNormEps(0));
            layer.loadStateDict(
                    Map.of("linear1.weight", Tensor.of(new float[]{1, 0, 0, 1}, 2, 2), "linear2.weight",
                            Tensor.of(new float[]{1, 1, 0, 0}, 2, 2)),
                    LoadMode.LENIENT);
            Tensor y = layer.forward(Tensor.of(new float[]{3, 1}, 1, 1, 2));
            double sum = switch (activation) {
                case RELU -> 1;
                case GELU -> 0.8413447 - 0.1586553; // Φ(1) − Φ(−1)
            };
            assertThat(y.get(0, 0, 0)).as("%s", activation).isCloseTo(3 + sum, within(1e-6));
            assertThat(y.get(0, 0, 1)).as("%s", activation).isEqualTo(1);
        }
    }

    @Test
    void an_element_that_sees_no_later_ones_does_not_change_with_them() {
        var layer = new TransformerEncoderLayer(4, 2, SMALL.withBatchFirst(true));
        var causal = AttentionRequest.DEFAULT.withAttnMask(Tensor.ones(3, 3).tril().eq(0));
        Tensor x = Tensor.randn(new Rng(1), 1, 3, 4);
        Tensor changed = x.add(Tensor.of(new float[]{0, 0, 1}, 1, 3, 1).mul(Tensor.randn(new Rng(2), 4)));
        Tensor y = layer.forward(x, causal);
        Tensor z = layer.forward(changed, causal);
        assertThat(z.narrow(1, 0, 2).toFloatArray()).isEqualTo(y.narrow(1, 0, 2).toFloatArray());
        assertThat(z.toFloatArray()).isNotEqualTo(y.toFloatArray());
        assertThat(layer.forward(changed).narrow(1, 0, 2).toFloatArray())
                .isNotEqualTo(layer.forward(x).narrow(1, 0, 2).toFloatArray());
    }

    @ParameterizedTest
    @CsvSource({"false, GELU", "true, GELU", "true, RELU"})
    void gradients_are_right_by_the_input_and_every_parameter(boolean normFirst, Activation activation) {
        Rng.manualSeed(3);
        var layer = new TransformerEncoderLayer(4, 2, SMALL.withNormFirst(normFirst).withActivation(activation)
                .withDropout(0.25).withBias(false));
        assertThatGradientsOf(new TransformerEncoder(layer, 2, new LayerNorm(4))).at(Tensor.randn(new Rng(5), 3, 1, 4))
                .areCorrect();
    }

    @Test
    void an_encoder_copies_its_layer_without_drawing_numbers() {
        var layer = new TransformerEncoderLayer(4, 2, SMALL);
        layer.to(DType.FLOAT64);
        layer.eval();
        layer.namedParameters().get("linear1.bias").requiresGrad(false);
        Rng.manualSeed(7);
        var encoder = new TransformerEncoder(layer, 2);
        assertThat(Rng.global().next32()).isEqualTo(new Rng(7).next32());
        assertThat(encoder.layers()).hasSize(2).doesNotContain(layer).allSatisfy(copy -> {
            assertThat(copy.stateDict().values().asList()).usingElementComparator((a, b) -> a.eq(b).all().item() == 1
                    ? 0
                    : 1).isEqualTo(layer.stateDict().values().asList());
            assertThat(copy.isTraining()).isFalse();
            assertThat(copy.parameters()).noneMatch(layer.parameters()::contains);
            assertThat(copy.namedParameters()).allSatisfy(
                    (name, parameter) -> assertThat(parameter.requiresGrad()).isEqualTo(!name.equals("linear1.bias")));
        });
        assertThat(encoder.parameters()).hasSize(24).doesNotHaveDuplicates();
    }

    @Test
    void sizes_are_checked() {
        assertThatIllegalArgumentException().isThrownBy(() -> SMALL.withDimFeedforward(0))
                .withMessage("[TransformerEncoderLayer] dimFeedforward must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> SMALL.withDropout(2))
                .withMessage("[TransformerEncoderLayer] dropout must be in [0, 1], but is 2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> SMALL.withLayerNormEps(-1))
                .withMessage("[norm] eps must be a finite number, 0 or above, but is -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new TransformerEncoderLayer(4, 3))
                .withMessage("[MultiheadAttention] embedDim 4 does not divide among 3 heads");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransformerEncoder(new TransformerEncoderLayer(4, 2, SMALL), 0))
                .withMessage("[TransformerEncoder] numLayers must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransformerEncoderLayer(4, 2, SMALL).forward(Tensor.ones(3, 1, 5)))
                .withMessageContaining("[MultiheadAttention] queries must be [L,N,4]");
    }
}
