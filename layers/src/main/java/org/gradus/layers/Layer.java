package org.gradus.layers;

import org.gradus.core.Tensor;

/** A module that makes one tensor of another: a layer, or a whole model. */
public abstract class Layer extends Module {

    /** A layer with nothing registered yet, in training mode. */
    protected Layer() {}

    /**
     * Computes the output for a batch.
     *
     * @throws IllegalArgumentException if the input's shape or type does not fit
     */
    public abstract Tensor forward(Tensor x);
}
