package org.gradus.examples.peers.torch;

import com.google.common.base.CaseFormat;
import org.bytedeco.pytorch.DoubleVector;
import org.bytedeco.pytorch.InterpolateFuncOptions;
import org.bytedeco.pytorch.LocalResponseNormOptions;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kArea;
import org.bytedeco.pytorch.kBicubic;
import org.bytedeco.pytorch.kBilinear;
import org.bytedeco.pytorch.kLinear;
import org.bytedeco.pytorch.kNearest;
import org.bytedeco.pytorch.kNearestExact;
import org.bytedeco.pytorch.kTrilinear;

/** Lines, images and volumes stretched and shrunk, neighbouring channels, and shuffles. */
final class TorchResamplings {

    private TorchResamplings() {}

    static void addTo(TorchOperations table) {
        for (var mode : org.gradus.core.InterpolateMode.values()) {
            String name = CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, mode.name());
            table.add("interpolate" + name, c -> interpolate(c, mode));
        }
        table.add("localResponseNorm", c -> {
            var options = new LocalResponseNormOptions(c.integer("size"));
            options.alpha().put(c.real("alpha"));
            options.beta().put(c.real("beta"));
            options.k().put(c.real("k"));
            return torch.local_response_norm(c.x(), options);
        });
        table.add("pixelShuffle", c -> torch.pixel_shuffle(c.x(), c.integer("factor")));
        table.add("pixelUnshuffle", c -> torch.pixel_unshuffle(c.x(), c.integer("factor")));
        table.add("channelShuffle", c -> torch.channel_shuffle(c.x(), c.integer("groups")));
    }

    private static Tensor interpolate(TorchCall c, org.gradus.core.InterpolateMode mode) {
        var options = new InterpolateFuncOptions();
        switch (mode) {
            case NEAREST -> options.mode().put(new kNearest());
            case NEAREST_EXACT -> options.mode().put(new kNearestExact());
            case LINEAR -> options.mode().put(new kLinear());
            case BILINEAR -> options.mode().put(new kBilinear());
            case TRILINEAR -> options.mode().put(new kTrilinear());
            case BICUBIC -> options.mode().put(new kBicubic());
            case AREA -> options.mode().put(new kArea());
        }
        if (c.attributes().has("size")) {
            options.size().put(new LongVector(c.integers("size")));
        } else {
            options.scale_factor().put(new DoubleVector(c.attributes().reals("factors")));
            options.recompute_scale_factor().put(c.flag("recompute"));
        }
        if (mode.hasCorners()) {
            options.align_corners().put(c.flag("alignCorners"));
        }
        options.antialias().put(c.flag("antialias"));
        return torch.interpolate(c.x(), options);
    }
}
