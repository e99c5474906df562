package org.gradus.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.layers.ModuleGradients.assertThatGradientsOf;

import java.time.Duration;
import java.util.stream.Stream;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.Layer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradients of what published networks are built of, and of small ones, against finite differences. */
class NetworkGradientsTest {

    static Stream<Arguments> blocks() {
        var same = new ResNetBlock.Size(2, 2, 1);
        var halving = new ResNetBlock.Size(2, 3, 2);
        return Stream.of(
                block("basic block", new BasicBlock(same, null)),
                block("basic block with a stride", new BasicBlock(halving, ResNetBlock.downsample(2, 3, 2))),
                block("bottleneck", new Bottleneck(new ResNetBlock.Size(2, 1, 2), ResNetBlock.downsample(2, 4, 2))),
                block("fire", new Fire(2, 1, 2)),
                block("inverted residual", new InvertedResidual(new InvertedResidual.Size(2, 2, 2, 1))),
                block("inverted residual with a stride",
                        new InvertedResidual(new InvertedResidual.Size(2, 3, 1, 2))));
    }

    private static Arguments block(String name, Layer block) {
        return Arguments.of(name, block);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void gradients_by_the_input_and_every_parameter_are_correct(String name, Layer block) {
        var report = assertThatGradientsOf(block).at(Tensor.randn(new Rng(7), 2, 2, 4, 4)).areCorrect();
        assertThat(report.passed()).isTrue();
    }

    /** Those that take no longer; each check looks at a part that finds what is wrong with a probability of 99 %. */
    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of("lenet5", new LeNet5(), Shape.of(1, 1, 32, 32)),
                Arguments.of("vgg11",
                        new VGG(VGG.options(VGG.Depth.VGG11).withWidth(1).withNumClasses(2).withDropout(0)),
                        Shape.of(1, 3, 32, 32)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void gradients_of_whole_networks_are_correct(String name, Layer network, Shape input) {
        var report = assertThatGradientsOf(network).at(Tensor.randn(new Rng(1), input.toArray()))
                .within(Duration.ofSeconds(1)).areCorrect();
        assertThat(report.passed()).isTrue();
    }
}
