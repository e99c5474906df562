package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.op.EluOp;

/** y = x where x &gt; 0, else alpha·(exp(x/alpha) − 1), element by element. */
public final class CELU extends Layer {

    private final double alpha;

    /** With alpha = 1. */
    public CELU() {
        this(1);
    }

    /** With this alpha: the output is above −alpha. @throws IllegalArgumentException if it is 0 */
    public CELU(double alpha) {
        checkArgument(alpha != 0, "[CELU] alpha must not be 0");
        this.alpha = alpha;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return EluOp.celu(x, alpha);
    }

    @Override
    protected String extraRepr() {
        return "alpha=" + Repr.of(alpha);
    }
}
