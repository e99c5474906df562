package org.gradus.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.Layer;
import org.gradus.layers.Sequential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published networks against PyTorch's, with torchvision's numbers of parameters. */
class NetworksTest {

    private static final int TORCHVISIONS_WIDTH = 64;

    private static long parameters(Layer network) {
        return network.parameters().stream().mapToLong(Tensor::numel).sum();
    }

    @ParameterizedTest
    @CsvSource({"alexnet,61100840", "resnet18,11689512", "resnet34,21797672", "resnet50,25557032",
            "squeezenet1_0,1248424", "squeezenet1_1,1235496", "mobilenet_v2,3504872"})
    void keys_shapes_and_numbers_of_parameters_are_torchvisions(String name, long parameters) {
        Layer network = Models.create(name);
        assertThat(parameters(network)).isEqualTo(parameters);
        Map<String, Tensor> state = network.stateDict();
        Map<String, Shape> published = TorchNetworks.published(name);
        assertThat(state.keySet()).containsExactlyElementsOf(published.keySet());
        published.forEach((key, shape) -> assertThat(state.get(key).shape()).as(key).isEqualTo(shape));
    }

    @ParameterizedTest
    @CsvSource({"RESNET101,44549160", "RESNET152,60192808"})
    void deep_residual_networks_have_torchvisions_keys_and_numbers_of_parameters(ResNet.Depth depth, long parameters) {
        var network = new ResNet(depth);
        assertThat(parameters(network)).isEqualTo(parameters);
        assertThat(network.stateDict().keySet())
                .containsExactlyElementsOf(TorchNetworks.published("resnet" + depth.name().substring(6)).keySet());
    }

    /** All numbers of channels grow with the width, so that the parameters are a polynomial of second degree in it. */
    @ParameterizedTest
    @CsvSource({"VGG11,false,132863336", "VGG11,true,132868840", "VGG13,false,133047848", "VGG13,true,133053736",
            "VGG16,false,138357544", "VGG16,true,138365992", "VGG19,false,143667240", "VGG19,true,143678248"})
    void vggs_have_torchvisions_numbers_of_parameters(VGG.Depth depth, boolean batchNorm, long parameters) {
        VGG.Options options = VGG.options(depth).withBatchNorm(batchNorm);
        assertThat(options.width()).isEqualTo(TORCHVISIONS_WIDTH);
        long at1 = parameters(new VGG(options.withWidth(1)));
        long at2 = parameters(new VGG(options.withWidth(2)));
        long at3 = parameters(new VGG(options.withWidth(3)));
        long steps = TORCHVISIONS_WIDTH - 1;
        assertThat(at1 + steps * (at2 - at1) + steps * (steps - 1) / 2 * (at3 - 2 * at2 + at1)).isEqualTo(parameters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vgg11", "vgg11_bn", "vgg13", "vgg13_bn", "vgg16", "vgg16_bn", "vgg19", "vgg19_bn"})
    void vggs_have_torchvisions_keys_and_shapes_by_their_width(String name) {
        int width = 2;
        VGG.Depth depth = VGG.Depth.valueOf(name.substring(0, 5).toUpperCase(Locale.ROOT));
        Map<String, Tensor> state = new VGG(
                VGG.options(depth).withBatchNorm(name.endsWith("_bn")).withWidth(width)).stateDict();
        Map<String, Shape> published = TorchNetworks.published(name);
        assertThat(state.keySet()).containsExactlyElementsOf(published.keySet());
        published.forEach((key, shape) -> assertThat(state.get(key).shape().toArray()).as(key)
                .isEqualTo(Arrays.stream(shape.toArray())
                        .map(size -> size % TORCHVISIONS_WIDTH == 0 ? size / TORCHVISIONS_WIDTH * width : size)
                        .toArray()));
    }

    static Stream<Arguments> small() {
        return Stream.of(
                network("alexnet", () -> new AlexNet(AlexNet.options().withNumClasses(10).withDropout(0))),
                network("vgg11", () -> new VGG(vgg(VGG.Depth.VGG11))),
                network("vgg16_bn", () -> new VGG(vgg(VGG.Depth.VGG16).withBatchNorm(true))),
                network("resnet18", () -> new ResNet(ResNet.options(ResNet.Depth.RESNET18).withNumClasses(10))),
                network("resnet50", () -> new ResNet(ResNet.options(ResNet.Depth.RESNET50).withNumClasses(10))),
                network("squeezenet1_0", () -> new SqueezeNet(squeezeNet(SqueezeNet.Version.V1_0))),
                network("squeezenet1_1", () -> new SqueezeNet(squeezeNet(SqueezeNet.Version.V1_1))),
                network("mobilenet_v2", () -> new MobileNetV2(
                        MobileNetV2.options().withNumClasses(10).withDropout(0).withWidthMult(0.35))),
                network("basic_blocks", () -> new Sequential(new BasicBlock(new ResNetBlock.Size(3, 3, 1), null),
                        new BasicBlock(new ResNetBlock.Size(3, 5, 2), ResNetBlock.downsample(3, 5, 2)))),
                network("bottlenecks", () -> new Sequential(
                        new Bottleneck(new ResNetBlock.Size(3, 2, 2), ResNetBlock.downsample(3, 8, 2)),
                        new Bottleneck(new ResNetBlock.Size(8, 2, 1), null))));
    }

    private static Arguments network(String name, Supplier<Layer> make) {
        return Arguments.of(name, make);
    }

    private static VGG.Options vgg(VGG.Depth depth) {
        return VGG.options(depth).withNumClasses(10).withDropout(0).withWidth(4);
    }

    private static SqueezeNet.Options squeezeNet(SqueezeNet.Version version) {
        return SqueezeNet.options(version).withNumClasses(10).withDropout(0);
    }

    private static Layer seeded(Supplier<Layer> make) {
        Rng.manualSeed(1234);
        return make.get();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("small")
    void weights_from_a_seed_and_scores_are_pytorchs(String name, Supplier<Layer> make) {
        TorchNetworks.Fresh torch = TorchNetworks.fresh(name);
        Layer network = seeded(make);
        Map<String, Tensor> state = network.stateDict();
        assertThat(state.keySet()).containsExactlyElementsOf(torch.state().keySet());
        torch.state().forEach((key, entry) -> {
            assertThat(state.get(key).shape()).as(key).isEqualTo(entry.shape());
            float[] all = state.get(key).to(DType.FLOAT32).toFloatArray();
            assertThat(new float[]{all[0], all[all.length / 2], all[all.length - 1]}).as(key)
                    .isEqualTo(entry.values());
        });
        network.eval();
        Tensor x = TorchNetworks.pictures(torch.side()).to(DType.FLOAT32);
        assertClose(Tape.noGrad(() -> network.forward(x)), torch.scores(), 1e-5);
    }

    /** All but those that take long in float64, whose layers and blocks are checked by themselves. */
    static Stream<Arguments> trained() {
        return small().filter(network -> !Set.of("alexnet", "resnet18", "resnet50").contains(network.get()[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trained")
    void scores_in_training_gradients_and_running_statistics_are_pytorchs(String name, Supplier<Layer> make) {
        TorchNetworks.Trained torch = TorchNetworks.trained(name);
        Layer network = seeded(make);
        network.to(DType.FLOAT64);
        Tensor x = TorchNetworks.pictures(torch.side());
        Tensor scores = network.forward(x);
        assertClose(scores, torch.scores(), 1e-9);
        scores.square().sum().backward();
        assertThat(network.namedParameters().keySet()).containsExactlyElementsOf(torch.gradients().keySet());
        torch.gradients().forEach((key, sum) -> {
            Tensor grad = Objects.requireNonNull(network.namedParameters().get(key).grad(), key);
            assertThat(grad.abs().sum().item()).as(key).isCloseTo(sum, within(1e-8 * sum + 1e-12));
        });
        network.zeroGrad();
        network.eval();
        assertClose(Tape.noGrad(() -> network.forward(x)), torch.evaluated(), 1e-9);
    }

    /** So close, where the largest is 1. */
    private static void assertClose(Tensor actual, double[] expected, double precision) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(largest).isPositive();
        assertThat(actual.to(DType.FLOAT64).toDoubleArray()).containsExactly(expected, within(precision * largest));
    }

    @Test
    void residual_blocks_may_begin_by_letting_their_input_pass() {
        var options = ResNet.options(ResNet.Depth.RESNET18).withNumClasses(2).withZeroInitResidual(true);
        Map<String, Tensor> state = new ResNet(options).stateDict();
        assertThat(state.get("layer3.1.bn2.weight").toFloatArray()).containsOnly(0);
        assertThat(state.get("layer3.1.bn1.weight").toFloatArray()).containsOnly(1);
        assertThat(state.get("layer3.0.downsample.1.weight").toFloatArray()).containsOnly(1);
    }

    @Test
    void channels_of_mobile_networks_are_multiples_of_eight_not_below_nine_tenths() {
        assertThat(MobileNetV2.rounded(32)).isEqualTo(32);
        assertThat(MobileNetV2.rounded(11.2)).isEqualTo(16); // 8 would be less than 0.9 · 11.2
        assertThat(MobileNetV2.rounded(33.6)).isEqualTo(32);
        assertThat(MobileNetV2.rounded(2)).isEqualTo(8);
        assertThat(MobileNetV2.rounded(1792)).isEqualTo(1792);
    }

    @Test
    void a_wider_mobile_network_has_more_last_channels_a_narrower_one_as_many() {
        assertThat(lastWeight(1.4)).isEqualTo(Shape.of(3, 1792));
        assertThat(lastWeight(0.25)).isEqualTo(Shape.of(3, 1280));
    }

    private static Shape lastWeight(double widthMult) {
        var network = new MobileNetV2(MobileNetV2.options().withNumClasses(3).withWidthMult(widthMult));
        return network.stateDict().get("classifier.1.weight").shape();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alexnet", "resnet18", "squeezenet1_0", "squeezenet1_1", "mobilenet_v2"})
    void published_networks_score_their_own_pictures(String name) {
        Layer network = Models.create(name);
        network.eval();
        Tensor pictures = Tensor.rand(new Rng(1), Models.picture(name).prepend(1).toArray());
        Tensor scores = Tape.noGrad(() -> network.forward(pictures));
        assertThat(scores.shape()).isEqualTo(Shape.of(1, 1000));
        assertThat(scores.abs().max().item()).isLessThan(Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource({"alexnet,63", "resnet18,33", "resnet34,33", "resnet50,33", "squeezenet1_0,21", "squeezenet1_1,17"})
    void a_backward_pass_reaches_every_parameter(String name, int side) {
        Layer network = Models.create(name, Models.options().withNumClasses(10));
        network.forward(Tensor.rand(new Rng(2), 2, 3, side, side)).square().sum().backward();
        assertThat(network.namedParameters()).allSatisfy((key, parameter) -> assertThat(parameter.grad()).as(key)
                .isNotNull());
    }

    @Test
    void options_out_of_range_are_refused_by_name() {
        assertRefused(() -> AlexNet.options().withNumClasses(0), "[AlexNet] numClasses must be at least 1, but is 0");
        assertRefused(() -> AlexNet.options().withInChannels(-1), "[AlexNet] inChannels must be at least 1, but is -1");
        assertRefused(() -> AlexNet.options().withDropout(1.5),
                "[AlexNet] dropout must be a probability in [0, 1], but is 1.5");
        assertRefused(() -> VGG.options(VGG.Depth.VGG11).withNumClasses(0),
                "[VGG] numClasses must be at least 1, but is 0");
        assertRefused(() -> VGG.options(VGG.Depth.VGG11).withInChannels(0),
                "[VGG] inChannels must be at least 1, but is 0");
        assertRefused(() -> VGG.options(VGG.Depth.VGG11).withDropout(Double.NaN),
                "[VGG] dropout must be a probability in [0, 1], but is NaN");
        assertRefused(() -> VGG.options(VGG.Depth.VGG11).withWidth(0), "[VGG] width must be at least 1, but is 0");
        assertRefused(() -> ResNet.options(ResNet.Depth.RESNET50).withNumClasses(0),
                "[ResNet] numClasses must be at least 1, but is 0");
        assertRefused(() -> ResNet.options(ResNet.Depth.RESNET50).withInChannels(0),
                "[ResNet] inChannels must be at least 1, but is 0");
        assertRefused(() -> SqueezeNet.options(SqueezeNet.Version.V1_0).withNumClasses(0),
                "[SqueezeNet] numClasses must be at least 1, but is 0");
        assertRefused(() -> SqueezeNet.options(SqueezeNet.Version.V1_0).withInChannels(0),
                "[SqueezeNet] inChannels must be at least 1, but is 0");
        assertRefused(() -> SqueezeNet.options(SqueezeNet.Version.V1_0).withDropout(-0.1),
                "[SqueezeNet] dropout must be a probability in [0, 1], but is -0.1");
        assertRefused(() -> MobileNetV2.options().withNumClasses(0),
                "[MobileNetV2] numClasses must be at least 1, but is 0");
        assertRefused(() -> MobileNetV2.options().withInChannels(0),
                "[MobileNetV2] inChannels must be at least 1, but is 0");
        assertRefused(() -> MobileNetV2.options().withDropout(2),
                "[MobileNetV2] dropout must be a probability in [0, 1], but is 2.0");
        assertRefused(() -> MobileNetV2.options().withWidthMult(0),
                "[MobileNetV2] widthMult must be above 0 and at most 100, but is 0.0");
        assertRefused(() -> MobileNetV2.options().withWidthMult(Double.NaN),
                "[MobileNetV2] widthMult must be above 0 and at most 100, but is NaN");
    }

    private static void assertRefused(Runnable change, String message) {
        assertThatIllegalArgumentException().isThrownBy(change::run).withMessage(message);
    }

    @Test
    void pictures_too_small_or_with_other_channels_are_refused_by_the_layer_that_cannot_take_them() {
        var network = new VGG(vgg(VGG.Depth.VGG11));
        assertThatIllegalArgumentException().isThrownBy(() -> network.forward(Tensor.zeros(1, 3, 16, 16)))
                .withMessageStartingWith("[maxPool2d] the window spans 2");
        assertThatIllegalArgumentException().isThrownBy(() -> network.forward(Tensor.zeros(1, 1, 32, 32)))
                .withMessageStartingWith("[conv2d] input has 1 channels but the weight expects 3");
    }
}
