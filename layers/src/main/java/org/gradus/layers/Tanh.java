package org.gradus.layers;

import org.gradus.core.Tensor;

/** y = tanh x, element by element. */
public final class Tanh extends Layer {

    /** The layer. */
    public Tanh() {}

    @Override
    protected Tensor compute(Tensor x) {
        return x.tanh();
    }
}
