package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.EluOp;

/** y = x where x &gt; 0, else alpha·(eˣ − 1), element by element. */
public final class ELU extends Layer {

    private final double alpha;

    /** With alpha = 1. */
    public ELU() {
        this(1);
    }

    /** With this alpha: the output is above −alpha. */
    public ELU(double alpha) {
        this.alpha = alpha;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return EluOp.elu(x, alpha);
    }

    @Override
    protected String extraRepr() {
        return "alpha=" + Repr.of(alpha);
    }
}
