package org.gradus.layers;

import org.gradus.core.Reduction;
import org.gradus.core.Tensor;
import org.gradus.core.op.Losses;

/** The negative log-likelihood −x[label] of log-probabilities x, such as {@link LogSoftmax} gives. */
public final class NLLLoss extends Loss {

    private final Reduction reduction;

    /** The mean over all rows. */
    public NLLLoss() {
        this(Reduction.MEAN);
    }

    /** The mean, the sum, or one loss a row. */
    public NLLLoss(Reduction reduction) {
        this.reduction = reduction;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input log-probabilities [N,C] or [N,C,…]
     * @param target labels, INT64 [N] or [N,…], in 0…C−1
     * @throws IllegalArgumentException if shapes or types do not fit, a label is out of range or the batch is empty
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return Losses.nllLoss(input, target, reduction);
    }
}
