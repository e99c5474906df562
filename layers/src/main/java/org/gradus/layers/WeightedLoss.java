package org.gradus.layers;

import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/** A loss in which some elements or classes may count more than others, as a buffer says. */
abstract class WeightedLoss extends Loss {

    private final @Nullable Buffer weight;

    /** A loss with these weights, or with none if they are null. */
    WeightedLoss(@Nullable Tensor weight) {
        this.weight = weight == null ? null : buffer("weight", weight);
    }

    /** The weights as they are now, or null if there are none. */
    final @Nullable Tensor weight() {
        return weight == null ? null : weight.get();
    }
}
