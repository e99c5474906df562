package org.gradus.examples.gradients;

import static org.gradus.examples.gradients.LayerCase.of;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.InterpolateMode;
import org.gradus.core.InterpolateOptions;
import org.gradus.core.LocalResponseNormOptions;
import org.gradus.layers.ChannelShuffle;
import org.gradus.layers.LocalResponseNorm;
import org.gradus.layers.PixelShuffle;
import org.gradus.layers.PixelUnshuffle;
import org.gradus.layers.Upsample;
import org.gradus.layers.UpsamplingBilinear2d;
import org.gradus.layers.UpsamplingNearest2d;

/** What stretches, mixes and shuffles images. */
final class ResamplingLayers {

    private ResamplingLayers() {}

    static List<LayerCase> cases() {
        InterpolateOptions twice = InterpolateOptions.scaleFactor(2);
        return Stream.of(new Upsample(twice.withMode(InterpolateMode.BICUBIC)), new UpsamplingNearest2d(twice),
                new UpsamplingBilinear2d(twice),
                new LocalResponseNorm(LocalResponseNormOptions.size(3).withAlpha(1)), new PixelShuffle(2),
                new PixelUnshuffle(2), new ChannelShuffle(2)).map(layer -> of(layer, 1, 4, 4, 4)).toList();
    }
}
