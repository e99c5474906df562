package org.gradus.examples.gradients;

import static org.gradus.examples.gradients.LayerCase.of;

import java.util.List;
import org.gradus.core.Shape;
import org.gradus.layers.BatchNorm1d;
import org.gradus.layers.BatchNorm2d;
import org.gradus.layers.BatchNorm3d;
import org.gradus.layers.GroupNorm;
import org.gradus.layers.InstanceNorm1d;
import org.gradus.layers.InstanceNorm2d;
import org.gradus.layers.InstanceNorm3d;
import org.gradus.layers.LayerNorm;
import org.gradus.layers.RMSNorm;

/** Layers that normalise. */
final class NormalizationLayers {

    private NormalizationLayers() {}

    static List<LayerCase> cases() {
        var evaluated = new BatchNorm2d(3);
        evaluated.eval();
        return List.of(
                of(new BatchNorm1d(3), 5, 3), of(new BatchNorm1d(2), 3, 2, 2), of(new BatchNorm2d(2), 2, 2, 3, 2),
                of(new BatchNorm2d(2, BatchNorm2d.options().withAffine(false).withTrackRunningStats(false)),
                        2, 2, 3, 2),
                of(new BatchNorm3d(2), 2, 2, 1, 2, 3), of(evaluated, 2, 3, 2, 2),
                of(new InstanceNorm1d(2), 2, 2, 5),
                of(new InstanceNorm2d(2, InstanceNorm2d.options().withAffine(true)), 2, 2, 3, 2),
                of(new InstanceNorm3d(2), 2, 1, 2, 3),
                of(new LayerNorm(5), 3, 5), of(new LayerNorm(Shape.of(3, 2), LayerNorm.options()), 2, 3, 2),
                of(new GroupNorm(2, 4), 2, 4, 3), of(new GroupNorm(1, 2, GroupNorm.options().withBias(false)), 3, 2),
                of(new RMSNorm(5), 3, 5));
    }
}
