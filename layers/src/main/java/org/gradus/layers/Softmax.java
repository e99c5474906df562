package org.gradus.layers;

import org.gradus.core.Tensor;

/** y = exp x / Σ exp x along a dimension: class scores become probabilities. */
public final class Softmax extends Layer {

    private final int dim;

    /** Along this dimension; negative ones count from the end. */
    public Softmax(int dim) {
        this.dim = dim;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return x.softmax(dim);
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim;
    }
}
