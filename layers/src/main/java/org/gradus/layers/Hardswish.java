package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.HardswishOp;

/** y = x·min(max(x + 3, 0), 6)/6, element by element. */
public final class Hardswish extends Layer {

    /** The layer. */
    public Hardswish() {}

    @Override
    protected Tensor compute(Tensor x) {
        return HardswishOp.hardswish(x);
    }
}
