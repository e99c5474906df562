package org.gradus.layers;

import org.gradus.core.Tensor;

/** y = x − log Σ exp x along a dimension: class scores become log-probabilities. */
public final class LogSoftmax extends Layer {

    private final int dim;

    /** Along this dimension; negative ones count from the end. */
    public LogSoftmax(int dim) {
        this.dim = dim;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return x.logSoftmax(dim);
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim;
    }
}
