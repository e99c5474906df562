package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.Reduction;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class LayersTest {

    @Test
    void linear_multiplies_by_the_transposed_weight_and_adds_the_bias() {
        Linear linear = new Linear(2, 3);
        linear.weight().set(Tensor.of(new float[]{1, 2, 3, 4, 5, 6}, 3, 2));
        linear.bias().set(Tensor.of(new float[]{10, 20, 30}));
        // row [1,−1]: [1−2, 3−4, 5−6] + b
        assertThat(linear.forward(Tensor.of(new float[]{1, -1}, 1, 2)).toFloatArray()).containsExactly(9, 19, 29);
        assertThat(linear.forward(Tensor.of(new float[]{1, -1})).shape()).isEqualTo(Shape.of(3));
        assertThat(linear.forward(Tensor.zeros(4, 5, 2)).shape()).isEqualTo(Shape.of(4, 5, 3));
    }

    @Test
    void linear_without_bias_maps_zero_to_zero_and_registers_the_weight_alone() {
        Linear linear = new Linear(2, 3, Linear.options().withBias(false));
        assertThat(linear.forward(Tensor.zeros(1, 2)).toFloatArray()).containsExactly(0, 0, 0);
        assertThat(linear.bias()).isNull();
        assertThat(linear.namedParameters()).containsOnlyKeys("weight");
    }

    @Test
    void linear_needs_features() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Linear(0, 3))
                .withMessage("[Linear] inFeatures must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Linear(3, -1))
                .withMessage("[Linear] outFeatures must be at least 1, but is -1");
    }

    @Test
    void conv2d_slides_its_filters_and_adds_the_bias() {
        Conv2d conv = new Conv2d(1, 1, 2);
        conv.weight().set(Tensor.of(new float[]{1, 0, 0, -1}, 1, 1, 2, 2));
        conv.bias().set(Tensor.of(new float[]{100}));
        // each window's top left minus its bottom right: 1−5, 2−6, 4−8, 5−9
        Tensor x = Tensor.of(new float[]{1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 1, 3, 3);
        assertThat(conv.forward(x).toFloatArray()).containsExactly(96, 96, 96, 96);
    }

    @Test
    void conv2d_walks_as_its_options_say() {
        var options = Conv2d.options(3).withStride(2).withPadding(1).withDilation(2).withGroups(2).withBias(false);
        Conv2d conv = new Conv2d(4, 6, options);
        assertThat(conv.weight().shape()).isEqualTo(Shape.of(6, 2, 3, 3));
        // ⌊(11 + 2·1 − 2·(3−1) − 1)/2⌋ + 1 = 5
        assertThat(conv.forward(Tensor.zeros(2, 4, 11, 11)).shape()).isEqualTo(Shape.of(2, 6, 5, 5));
    }

    @Test
    void conv2d_channels_are_multiples_of_groups() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Conv2d(3, 4, Conv2d.options(1).withGroups(2)))
                .withMessage("[Conv2d] inChannels must be a multiple of groups, but 3 is none of 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new Conv2d(4, 3, Conv2d.options(1).withGroups(2)))
                .withMessage("[Conv2d] outChannels must be a multiple of groups, but 3 is none of 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new Conv2d(0, 3, 1))
                .withMessage("[Conv2d] inChannels must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Conv2d.options(0))
                .withMessage("[conv] the kernel must be at least 1, but is 0");
    }

    @Test
    void maxPool2d_takes_the_largest_of_each_window() {
        Tensor x = Tensor.of(new float[]{1, 2, 3, 4, 5, 6, 7, 8}, 1, 1, 2, 4);
        assertThat(new MaxPool2d(2).forward(x).toFloatArray()).containsExactly(6, 8);
    }

    @Test
    void activations_are_the_ops_of_their_names() {
        Tensor x = Tensor.of(new float[]{-1, 0, 2}, 1, 3);
        assertThat(new ReLU().forward(x).toFloatArray()).containsExactly(0, 0, 2);
        assertThat(new Sigmoid().forward(x).toFloatArray()).isEqualTo(x.sigmoid().toFloatArray());
        assertThat(new Tanh().forward(x).toFloatArray()).isEqualTo(x.tanh().toFloatArray());
        assertThat(new Softmax(1).forward(x).toFloatArray()).isEqualTo(x.softmax(1).toFloatArray());
        assertThat(new LogSoftmax(-1).forward(x).toFloatArray()).isEqualTo(x.logSoftmax(1).toFloatArray());
    }

    @Test
    void flatten_keeps_the_batch() {
        Tensor x = Tensor.zeros(2, 3, 4, 5);
        assertThat(new Flatten().forward(x).shape()).isEqualTo(Shape.of(2, 60));
        assertThat(new Flatten(0, 1).forward(x).shape()).isEqualTo(Shape.of(6, 4, 5));
    }

    @Test
    void dropout_in_training_drops_what_pytorch_drops_and_scales_the_rest() {
        Tensor ones = Tensor.ones(20);
        assertThat(new Dropout(0.5, new Rng(TorchCases.seed())).forward(ones).toFloatArray())
                .isEqualTo(TorchCases.floats("dropout_0.5_ones_20"));
        assertThat(new Dropout(0.3, new Rng(TorchCases.seed())).forward(ones).toFloatArray())
                .isEqualTo(TorchCases.floats("dropout_0.3_ones_20"));
    }

    @Test
    void dropout_in_evaluation_gives_the_very_same_tensor_and_draws_nothing() {
        Rng rng = new Rng(5);
        Dropout dropout = new Dropout(0.5, rng);
        dropout.eval();
        Tensor x = Tensor.ones(20);
        assertThat(dropout.forward(x)).isSameAs(x);
        assertThat(rng.next32()).isEqualTo(new Rng(5).next32());
    }

    @Test
    void every_kind_of_dropout_draws_from_its_generator_in_training_and_nothing_in_evaluation() {
        List<Function<Rng, Layer>> kinds = List.of(rng -> new Dropout(0.3, rng), rng -> new Dropout1d(0.3, rng),
                rng -> new Dropout2d(0.3, rng), rng -> new Dropout3d(0.3, rng), rng -> new AlphaDropout(0.3, rng),
                rng -> new FeatureAlphaDropout(0.3, rng));
        List<DropoutLayer.Function> functions = List.of(org.gradus.core.op.Dropout::dropout,
                org.gradus.core.op.Dropout::dropout1d, org.gradus.core.op.Dropout::dropout2d,
                org.gradus.core.op.Dropout::dropout3d, org.gradus.core.op.Dropout::alphaDropout,
                org.gradus.core.op.Dropout::featureAlphaDropout);
        int[][] shapes = {{3, 4}, {2, 9, 3}, {2, 9, 3, 1}, {2, 9, 3, 1, 2}, {3, 4}, {2, 9, 3}};
        for (int i = 0; i < kinds.size(); i++) {
            Layer layer = kinds.get(i).apply(new Rng(5));
            Tensor x = Tensor.ones(shapes[i]);
            Tensor expected = functions.get(i).apply(x, 0.3, new Rng(5));
            assertThat(layer.forward(x).toFloatArray()).as(layer.toString()).isEqualTo(expected.toFloatArray())
                    .isNotEqualTo(x.toFloatArray());
            layer.eval();
            assertThat(layer.forward(x)).as(layer.toString()).isSameAs(x);
        }
    }

    @Test
    void dropout_needs_a_probability() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Dropout2d(-1))
                .withMessage("[Dropout2d] the probability must be in [0, 1], but is -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Dropout(1.5))
                .withMessage("[Dropout] the probability must be in [0, 1], but is 1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> new Dropout(Double.NaN));
    }

    @Test
    void losses_reduce_as_told() {
        Tensor scores = Tensor.of(new float[]{0, 0, 0, (float) Math.log(3)}, 2, 2);
        Tensor labels = Tensor.of(new long[]{0, 1});
        // softmax rows: (1/2, 1/2) and (1/4, 3/4), so the losses are ln 2 and ln 4/3
        double first = Math.log(2);
        double second = Math.log(4.0 / 3);
        assertThat(new CrossEntropyLoss().forward(scores, labels).item()).isCloseTo((first + second) / 2, within(1e-6));
        assertThat(new CrossEntropyLoss(Reduction.SUM).forward(scores, labels).item()).isCloseTo(first + second,
                within(1e-6));
        assertThat(new NLLLoss().forward(scores.logSoftmax(1), labels).item()).isCloseTo((first + second) / 2,
                within(1e-6));
        assertThat(new NLLLoss(Reduction.NONE).forward(scores.logSoftmax(1), labels).toFloatArray())
                .containsExactly(new float[]{(float) first, (float) second}, within(1e-6f));
    }

    @Test
    void sequential_applies_its_layers_in_order() {
        Linear half = new Linear(1, 1);
        half.weight().set(Tensor.of(new float[]{-0.5f}, 1, 1));
        half.bias().set(Tensor.of(new float[]{1}));
        Sequential net = new Sequential(half, new ReLU());
        // −0.5·1 + 1 = 0.5; −0.5·4 + 1 = −1, cut off at 0
        assertThat(net.forward(Tensor.of(new float[]{1, 4}, 2, 1)).toFloatArray()).containsExactly(0.5f, 0);
        assertThat(net).containsExactly(half, net.get(1));
        assertThat(net.size()).isEqualTo(2);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> net.get(2));
    }

    @Test
    void an_empty_sequential_gives_its_input() {
        Tensor x = Tensor.ones(1);
        assertThat(new Sequential().forward(x)).isSameAs(x);
    }

    @Test
    void a_sequential_of_named_layers_uses_their_names() {
        Sequential net = Sequential.builder().add("fc", new Linear(2, 1)).add("act", new ReLU()).build();
        assertThat(net.namedParameters()).containsOnlyKeys("fc.weight", "fc.bias");
        assertThat(net.namedModules().keySet()).containsExactly("", "fc", "act");
        assertThatIllegalArgumentException().isThrownBy(
                () -> Sequential.builder().add("fc", new ReLU()).add("fc", new ReLU()).build());
    }

    @Test
    void a_sequential_may_hold_the_same_layer_twice() {
        ReLU relu = new ReLU();
        Sequential net = new Sequential(relu, new Linear(1, 1), relu);
        assertThat(net.size()).isEqualTo(3);
        assertThat(net.get(2)).isSameAs(relu);
        assertThat(net.children()).hasSize(2);
    }
}
