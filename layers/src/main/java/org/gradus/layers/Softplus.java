package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.op.SoftplusOp;

/** y = ln(1 + exp(beta·x))/beta, and x itself where beta·x &gt; threshold, element by element. */
public final class Softplus extends Layer {

    private final double beta;
    private final double threshold;

    /** With beta = 1 and a threshold of 20. */
    public Softplus() {
        this(1, 20);
    }

    /** With this beta, and linear above this threshold. @throws IllegalArgumentException if beta is 0 */
    public Softplus(double beta, double threshold) {
        checkArgument(beta != 0, "[Softplus] beta must not be 0");
        this.beta = beta;
        this.threshold = threshold;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return SoftplusOp.softplus(x, beta, threshold);
    }

    @Override
    protected String extraRepr() {
        return "beta=" + Repr.of(beta) + ", threshold=" + Repr.of(threshold);
    }
}
