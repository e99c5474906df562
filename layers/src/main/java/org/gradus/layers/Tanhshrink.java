package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.Activations;

/** y = x − tanh x, element by element. */
public final class Tanhshrink extends Layer {

    /** The layer. */
    public Tanhshrink() {}

    @Override
    protected Tensor compute(Tensor x) {
        return Activations.tanhshrink(x);
    }
}
