package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.HardshrinkOp;

/** y = 0 where |x| ≤ λ, else x, element by element. */
public final class Hardshrink extends Layer {

    private final double lambda;

    /** With λ = 0.5. */
    public Hardshrink() {
        this(0.5);
    }

    /** With this λ. */
    public Hardshrink(double lambda) {
        this.lambda = lambda;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return HardshrinkOp.hardshrink(x, lambda);
    }

    @Override
    protected String extraRepr() {
        return Repr.of(lambda);
    }
}
