package org.gradus.layers;

import org.gradus.core.Tensor;

/** y = max(x, 0), element by element. */
public final class ReLU extends Layer {

    /** The layer. */
    public ReLU() {}

    @Override
    protected Tensor compute(Tensor x) {
        return x.relu();
    }
}
