package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.EluOp;

/** The scaled exponential linear unit, as {@link EluOp#selu}, element by element. */
public final class SELU extends Layer {

    /** The layer. */
    public SELU() {}

    @Override
    protected Tensor compute(Tensor x) {
        return EluOp.selu(x);
    }
}
