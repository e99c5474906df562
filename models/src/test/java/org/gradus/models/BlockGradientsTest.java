package org.gradus.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.layers.ModuleGradients.assertThatGradientsOf;

import java.util.stream.Stream;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.Layer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradients of what published networks are built of, against finite differences. */
class BlockGradientsTest {

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
}
