package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.op.SoftshrinkOp;

/** y = x − λ where x &gt; λ, x + λ where x &lt; −λ, else 0, element by element. */
public final class Softshrink extends Layer {

    private final double lambda;

    /** With λ = 0.5. */
    public Softshrink() {
        this(0.5);
    }

    /** With this λ. @throws IllegalArgumentException if it is negative */
    public Softshrink(double lambda) {
        checkArgument(lambda >= 0, "[Softshrink] lambda must not be negative, but is %s", lambda);
        this.lambda = lambda;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return SoftshrinkOp.softshrink(x, lambda);
    }

    @Override
    protected String extraRepr() {
        return Repr.of(lambda);
    }
}
