package org.gradus.layers;

import org.gradus.core.Reduction;
import org.gradus.core.Tensor;
import org.gradus.core.op.Losses;

/** The cross-entropy −log softmax(x)[label] of class scores x, any real numbers. */
public final class CrossEntropyLoss extends Loss {

    private final Reduction reduction;

    /** The mean over all rows. */
    public CrossEntropyLoss() {
        this(Reduction.MEAN);
    }

    /** The mean, the sum, or one loss a row. */
    public CrossEntropyLoss(Reduction reduction) {
        this.reduction = reduction;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input class scores [N,C] or [N,C,…]
     * @param target labels, INT64 [N] or [N,…], in 0…C−1
     * @throws IllegalArgumentException if shapes or types do not fit, a label is out of range or the batch is empty
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return Losses.crossEntropy(input, target, reduction);
    }
}
