package org.gradus.layers;

import org.gradus.core.MarginOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.PairLosses;

/** 1 − cos of pairs of vectors that belong together, and max(0, cos − margin) of pairs that do not. */
public final class CosineEmbeddingLoss extends Module {

    private final MarginOptions options;

    /** The mean, without a margin. */
    public CosineEmbeddingLoss() {
        this(MarginOptions.of(0));
    }

    /** As the options say. */
    public CosineEmbeddingLoss(MarginOptions options) {
        this.options = options;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input1 [N,D], or [D]
     * @param input2 of the same shape
     * @param target [N], or a scalar, 1 for pairs that belong together and −1 for others
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public Tensor forward(Tensor input1, Tensor input2, Tensor target) {
        return PairLosses.cosineEmbeddingLoss(input1, input2, target, options);
    }
}
