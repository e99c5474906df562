package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.Activations;

/** y = exp(−x) / Σ exp(−x) along a dimension. */
public final class Softmin extends Layer {

    private final int dim;

    /** Along this dimension; negative ones count from the end. */
    public Softmin(int dim) {
        this.dim = dim;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return Activations.softmin(x, dim);
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim;
    }
}
