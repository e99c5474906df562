package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.ReshapeOp;

/** y = x with a run of dimensions merged into one; by default all but the batch's, [N,C,H,W] → [N,C·H·W]. */
public final class Flatten extends Layer {

    private final int startDim;
    private final int endDim;

    /** Merges all dimensions but the first. */
    public Flatten() {
        this(1, -1);
    }

    /** Merges the dimensions from {@code startDim} to {@code endDim}, both inclusive; negative ones count from the end. */
    public Flatten(int startDim, int endDim) {
        this.startDim = startDim;
        this.endDim = endDim;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return ReshapeOp.flatten(x, startDim, endDim);
    }

    @Override
    protected String extraRepr() {
        return "start_dim=" + startDim + ", end_dim=" + endDim;
    }
}
