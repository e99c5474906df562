package org.gradus.examples.gradients;

import static org.gradus.examples.gradients.LayerCase.of;

import java.util.List;
import org.gradus.core.AutoPadding;
import org.gradus.core.PadMode;
import org.gradus.core.PerAxis;
import org.gradus.core.UnfoldOptions;
import org.gradus.layers.Conv1d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Conv3d;
import org.gradus.layers.ConvTranspose1d;
import org.gradus.layers.ConvTranspose2d;
import org.gradus.layers.ConvTranspose3d;
import org.gradus.layers.Fold;
import org.gradus.layers.Unfold;

/** Convolutions along one to three axes, their transposes, and windows. */
final class ConvLayers {

    private ConvLayers() {}

    static List<LayerCase> cases() {
        UnfoldOptions windows = UnfoldOptions.kernel(2, 3).withPadding(1);
        return List.of(
                of(new Conv2d(2, 3, 3), 2, 2, 5, 4),
                of(new Conv2d(4, 4, Conv2d.options(3).withStride(2).withPadding(1).withDilation(2).withGroups(2)
                        .withBias(false)), 1, 4, 7, 6),
                of(new Conv2d(1, 2, Conv2d.options(2, 3).withPadding(AutoPadding.SAME)
                        .withPaddingMode(PadMode.REFLECT)), 1, 1, 4, 3),
                of(new Conv1d(2, 3, Conv1d.options(3).withStride(2).withPadding(2).withPaddingMode(PadMode.CIRCULAR)),
                        2, 2, 5),
                of(new Conv3d(2, 2, Conv3d.options(2, 3, 2).withPadding(1, 0, 1).withPaddingMode(PadMode.REPLICATE)),
                        1, 2, 3, 3, 2),
                of(new ConvTranspose1d(2, 3, ConvTranspose1d.options(3).withStride(2).withOutputPadding(1)), 2, 2, 4),
                of(new ConvTranspose2d(4, 2, ConvTranspose2d.options(3).withStride(2).withPadding(1).withGroups(2)),
                        1, 4, 3, 3),
                of(new ConvTranspose3d(2, 1, ConvTranspose3d.options(2).withBias(false)), 1, 2, 2, 3, 2),
                of(new Unfold(windows), 1, 2, 3, 4), of(new Fold(PerAxis.of(3, 4), windows), 1, 6, 16));
    }
}
