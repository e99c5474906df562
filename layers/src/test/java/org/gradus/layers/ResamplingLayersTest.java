package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.gradus.core.InterpolateMode;
import org.gradus.core.InterpolateOptions;
import org.gradus.core.LocalResponseNormOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.Interpolation;
import org.gradus.core.op.LocalResponse;
import org.gradus.core.op.Shuffles;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplingLayersTest {

    private static final Tensor LINE = Tensor.rand(new Rng(1), 2, 4, 7);
    private static final Tensor IMAGE = Tensor.rand(new Rng(2), 2, 4, 6, 4);
    private static final InterpolateOptions TWICE = InterpolateOptions.scaleFactor(2);
    private static final InterpolateOptions TO = InterpolateOptions.size(3, 5);

    /** A layer, what PyTorch prints for it, what goes in and what must come out. */
    private record Case(Layer layer, String printed, Tensor x, Tensor expected) {}

    static List<Case> cases() {
        LocalResponseNormOptions alexNets = LocalResponseNormOptions.size(5).withK(2);
        return List.of(
                new Case(new Upsample(TWICE), "Upsample(scale_factor=2.0, mode='nearest')", LINE,
                        Interpolation.interpolate(LINE, TWICE)),
                new Case(new Upsample(InterpolateOptions.size(3).withMode(InterpolateMode.NEAREST_EXACT)),
                        "Upsample(size=3, mode='nearest-exact')", LINE,
                        Interpolation.interpolate(LINE,
                                InterpolateOptions.size(3).withMode(InterpolateMode.NEAREST_EXACT))),
                new Case(new Upsample(TO.withMode(InterpolateMode.BICUBIC)), "Upsample(size=(3, 5), mode='bicubic')",
                        IMAGE, Interpolation.interpolate(IMAGE, TO.withMode(InterpolateMode.BICUBIC))),
                new Case(new UpsamplingNearest2d(TWICE), "UpsamplingNearest2d(scale_factor=2.0, mode='nearest')", IMAGE,
                        Interpolation.interpolate(IMAGE, TWICE)),
                new Case(new UpsamplingBilinear2d(InterpolateOptions.scaleFactor(1.5, 2)),
                        "UpsamplingBilinear2d(scale_factor=(1.5, 2.0), mode='bilinear')", IMAGE,
                        Interpolation.interpolate(IMAGE, InterpolateOptions.scaleFactor(1.5, 2)
                                .withMode(InterpolateMode.BILINEAR).withAlignCorners(true))),
                new Case(new LocalResponseNorm(2), "LocalResponseNorm(2, alpha=0.0001, beta=0.75, k=1.0)", IMAGE,
                        LocalResponse.localResponseNorm(IMAGE, LocalResponseNormOptions.size(2))),
                new Case(new LocalResponseNorm(alexNets), "LocalResponseNorm(5, alpha=0.0001, beta=0.75, k=2.0)", IMAGE,
                        LocalResponse.localResponseNorm(IMAGE, alexNets)),
                new Case(new PixelShuffle(2), "PixelShuffle(upscale_factor=2)", IMAGE, Shuffles.pixelShuffle(IMAGE, 2)),
                new Case(new PixelUnshuffle(2), "PixelUnshuffle(downscale_factor=2)", IMAGE,
                        Shuffles.pixelUnshuffle(IMAGE, 2)),
                new Case(new ChannelShuffle(2), "ChannelShuffle(groups=2)", IMAGE, Shuffles.channelShuffle(IMAGE, 2)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_layer_computes_its_function_and_is_printed_as_by_pytorch(Case of) {
        assertThat(of.layer()).hasToString(of.printed());
        Tensor y = of.layer().forward(of.x());
        assertThat(y.shape()).as(of.printed()).isEqualTo(of.expected().shape());
        assertThat(y.toFloatArray()).as(of.printed()).isEqualTo(of.expected().toFloatArray());
    }

    @Test
    void a_layer_with_a_mode_of_its_own_takes_no_other() {
        InterpolateOptions cubic = TWICE.withMode(InterpolateMode.BICUBIC);
        assertThatIllegalArgumentException().isThrownBy(() -> new UpsamplingBilinear2d(cubic))
                .withMessage("[UpsamplingBilinear2d] has a mode of its own, but came BICUBIC");
        assertThatIllegalArgumentException().isThrownBy(() -> new UpsamplingNearest2d(cubic))
                .withMessage("[UpsamplingNearest2d] has a mode of its own, but came BICUBIC");
    }
}
