package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.SoftsignOp;

/** y = x / (1 + |x|), element by element. */
public final class Softsign extends Layer {

    /** The layer. */
    public Softsign() {}

    @Override
    protected Tensor compute(Tensor x) {
        return SoftsignOp.softsign(x);
    }
}
