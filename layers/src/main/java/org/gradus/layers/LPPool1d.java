package org.gradus.layers;

import org.gradus.core.LpPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.LpPools;

/** y = (Σ xᵖ)^(1/p) over each window of lines; x [N,C,L] → y [N,C,L'], as {@link LpPools#lpPool1d}. */
public final class LPPool1d extends Layer {

    private final double p;
    private final LpPoolOptions options;

    /** Windows side by side. @throws IllegalArgumentException if the kernel is below 1 */
    public LPPool1d(double p, int kernel) {
        this(p, LpPoolOptions.kernel(kernel));
    }

    /** Windows as the options say. */
    public LPPool1d(double p, LpPoolOptions options) {
        this.p = p;
        this.options = options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return LpPools.lpPool1d(x, p, options);
    }

    @Override
    protected String extraRepr() {
        return Repr.of(p, options);
    }
}
