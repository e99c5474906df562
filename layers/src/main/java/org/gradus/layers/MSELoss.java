package org.gradus.layers;

import org.gradus.core.Reduction;
import org.gradus.core.Tensor;
import org.gradus.core.op.RegressionLosses;

/** The squared error (x − t)². */
public final class MSELoss extends Loss {

    private final Reduction reduction;

    /** The mean. */
    public MSELoss() {
        this(Reduction.MEAN);
    }

    /** The mean, the sum, or one loss an element. */
    public MSELoss(Reduction reduction) {
        this.reduction = reduction;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input numbers of any shape
     * @param target numbers of the same shape
     * @throws IllegalArgumentException if shapes or types differ
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return RegressionLosses.mseLoss(input, target, reduction);
    }
}
