package org.gradus.examples.gradients;

import static org.gradus.examples.gradients.LayerCase.of;
import static org.gradus.examples.gradients.LayerCase.repeating;

import java.util.List;
import org.gradus.layers.AlphaDropout;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Dropout;
import org.gradus.layers.Dropout1d;
import org.gradus.layers.Dropout2d;
import org.gradus.layers.Dropout3d;
import org.gradus.layers.FeatureAlphaDropout;
import org.gradus.layers.Flatten;
import org.gradus.layers.Linear;
import org.gradus.layers.MaxPool2d;
import org.gradus.layers.Sequential;
import org.gradus.layers.Tanh;
import org.gradus.layers.Unflatten;

/** The layers of the lecture's networks. */
final class BasicLayers {

    private BasicLayers() {}

    static List<LayerCase> cases() {
        return List.of(
                of(new Linear(5, 3), 2, 5), of(new Linear(5, 3, Linear.options().withBias(false)), 2, 5),
                of(new MaxPool2d(2), 2, 2, 5, 4), of(new Flatten(), 2, 3, 2), of(new Unflatten(1, 2, 3), 2, 6),
                repeating(rng -> new Dropout(0.5, rng), 4, 5), repeating(rng -> new Dropout1d(0.5, rng), 2, 3, 4),
                repeating(rng -> new Dropout2d(0.5, rng), 2, 3, 2, 2),
                repeating(rng -> new Dropout3d(0.5, rng), 2, 3, 2, 1, 2),
                repeating(rng -> new AlphaDropout(0.5, rng), 4, 5),
                repeating(rng -> new FeatureAlphaDropout(0.5, rng), 2, 3, 4),
                of(new Sequential(new Conv2d(1, 2, 3), new Tanh(), new MaxPool2d(2), new Flatten(), new Linear(8, 3)),
                        2, 1, 6, 6));
    }
}
