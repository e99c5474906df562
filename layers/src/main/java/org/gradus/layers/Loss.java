package org.gradus.layers;

import org.gradus.core.Tensor;

/**
 * A module that says how far a model's output is from what it should be.
 *
 * <p>
 * A loss of three tensors, such as {@link TripletMarginLoss}, is a plain {@link Module} with a {@code forward} of its own.
 */
public abstract class Loss extends Module {

    /** A loss with nothing registered yet, in training mode. */
    protected Loss() {}

    /**
     * Computes the loss of a batch.
     *
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public abstract Tensor forward(Tensor input, Tensor target);
}
