package org.gradus.layers;

import org.gradus.core.LpPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.LpPools;

/** y = (Σ xᵖ)^(1/p) over each window of volumes; x [N,C,D,H,W] → y [N,C,D',H',W'], as {@link LpPools#lpPool3d}. */
public final class LPPool3d extends Layer {

    private final double p;
    private final LpPoolOptions options;

    /** Cubic windows side by side. @throws IllegalArgumentException if the kernel is below 1 */
    public LPPool3d(double p, int kernel) {
        this(p, LpPoolOptions.kernel(kernel));
    }

    /** Windows as the options say. */
    public LPPool3d(double p, LpPoolOptions options) {
        this.p = p;
        this.options = options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return LpPools.lpPool3d(x, p, options);
    }

    @Override
    protected String extraRepr() {
        return Repr.of(p, options);
    }
}
