package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;

/** y = exp x / Σ exp x over the channels of each pixel; x [N,C,H,W] or [C,H,W]. */
public final class Softmax2d extends Layer {

    /** The layer. */
    public Softmax2d() {}

    @Override
    protected Tensor compute(Tensor x) {
        int rank = x.shape().rank();
        checkArgument(rank == 3 || rank == 4, "[Softmax2d] needs [N,C,H,W] or [C,H,W], but came %s", x.shape());
        return x.softmax(-3);
    }
}
