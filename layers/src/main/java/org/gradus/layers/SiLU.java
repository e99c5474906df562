package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.SiluOp;

/** y = x·σ(x), σ the sigmoid, element by element. */
public final class SiLU extends Layer {

    /** The layer. */
    public SiLU() {}

    @Override
    protected Tensor compute(Tensor x) {
        return SiluOp.silu(x);
    }
}
