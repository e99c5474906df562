package org.gradus.core.data;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;

/**
 * Samples stacked along a new first dimension.
 *
 * @param inputs [N,…], [N,C,H,W] for images
 * @param targets [N,…], INT64 [N] for classes
 */
public record Batch(Tensor inputs, Tensor targets) {

    /** Checks the sizes. @throws IllegalArgumentException if there are not as many inputs as targets */
    public Batch {
        checkArgument(
                inputs.shape().rank() > 0 && targets.shape().rank() > 0 && inputs.size(0) == targets.size(0),
                "[batch] inputs and targets must have the same first dimension, but are %s and %s", inputs.type(),
                targets.type());
    }

    /** The number of samples. */
    public int size() {
        return inputs.size(0);
    }
}
