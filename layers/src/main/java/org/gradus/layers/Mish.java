package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.MishOp;

/** y = x·tanh(ln(1 + eˣ)), element by element. */
public final class Mish extends Layer {

    /** The layer. */
    public Mish() {}

    @Override
    protected Tensor compute(Tensor x) {
        return MishOp.mish(x);
    }
}
