package org.gradus.layers;

import org.gradus.core.Tensor;

/** y = 1 / (1 + e⁻ˣ), element by element. */
public final class Sigmoid extends Layer {

    /** The layer. */
    public Sigmoid() {}

    @Override
    protected Tensor compute(Tensor x) {
        return x.sigmoid();
    }
}
