package org.gradus.layers;

import org.gradus.core.LpPoolOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.LpPools;

/** y = (Σ xᵖ)^(1/p) over each window of images; x [N,C,H,W] → y [N,C,H',W'], as {@link LpPools#lpPool2d}. */
public final class LPPool2d extends Layer {

    private final double p;
    private final LpPoolOptions options;

    /** Square windows side by side. @throws IllegalArgumentException if the kernel is below 1 */
    public LPPool2d(double p, int kernel) {
        this(p, LpPoolOptions.kernel(kernel));
    }

    /** Windows as the options say. */
    public LPPool2d(double p, LpPoolOptions options) {
        this.p = p;
        this.options = options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return LpPools.lpPool2d(x, p, options);
    }

    @Override
    protected String extraRepr() {
        return Repr.of(p, options);
    }
}
