package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.Activations;

/** y = a·σ(b) where a and b are the halves of x along a dimension: the gated linear unit. */
public final class GLU extends Layer {

    private final int dim;

    /** Along the last dimension. */
    public GLU() {
        this(-1);
    }

    /** Along this dimension; negative ones count from the end. */
    public GLU(int dim) {
        this.dim = dim;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return Activations.glu(x, dim);
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim;
    }
}
