package org.gradus.examples.gradients;

import static org.gradus.examples.gradients.LayerCase.of;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.layers.AdaptiveAvgPool1d;
import org.gradus.layers.AdaptiveAvgPool2d;
import org.gradus.layers.AdaptiveAvgPool3d;
import org.gradus.layers.AdaptiveMaxPool1d;
import org.gradus.layers.AdaptiveMaxPool2d;
import org.gradus.layers.AdaptiveMaxPool3d;
import org.gradus.layers.AvgPool1d;
import org.gradus.layers.AvgPool2d;
import org.gradus.layers.AvgPool3d;
import org.gradus.layers.LPPool1d;
import org.gradus.layers.LPPool2d;
import org.gradus.layers.LPPool3d;
import org.gradus.layers.Layer;
import org.gradus.layers.MaxPool1d;
import org.gradus.layers.MaxPool3d;
import org.gradus.layers.MaxUnpool1d;
import org.gradus.layers.MaxUnpool2d;
import org.gradus.layers.MaxUnpool3d;
import org.gradus.layers.MaxUnpoolLayer;

/** Pools, and what undoes them. */
final class PoolLayers {

    private PoolLayers() {}

    static List<LayerCase> cases() {
        List<LayerCase> cases = new ArrayList<>();
        for (Layer layer : List.of(new MaxPool1d(2), new AvgPool1d(2), new LPPool1d(2, 2), new AdaptiveAvgPool1d(3),
                new AdaptiveMaxPool1d(3))) {
            cases.add(of(layer, 2, 2, 5));
        }
        for (Layer layer : List.of(new AvgPool2d(2), new LPPool2d(2, 2), new AdaptiveAvgPool2d(3, 2),
                new AdaptiveMaxPool2d(3, 2))) {
            cases.add(of(layer, 2, 2, 5, 4));
        }
        for (Layer layer : List.of(new MaxPool3d(2), new AvgPool3d(2), new LPPool3d(2, 2), new AdaptiveAvgPool3d(2),
                new AdaptiveMaxPool3d(2))) {
            cases.add(of(layer, 1, 1, 3, 4, 4));
        }
        Tensor places = Tensor.of(new long[]{5, 0});
        cases.add(unpool(new MaxUnpool1d(3), places.reshape(1, 2)));
        cases.add(unpool(new MaxUnpool2d(3), places.reshape(1, 1, 2)));
        cases.add(unpool(new MaxUnpool3d(3), places.reshape(1, 1, 1, 2)));
        return cases;
    }

    private static LayerCase unpool(MaxUnpoolLayer layer, Tensor places) {
        Shape shape = places.shape();
        return new LayerCase(layer, x -> layer.forward(x, places), shape);
    }
}
