package org.gradus.layers;

import org.gradus.core.MarginOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.PairLosses;

/** The distance x of pairs that belong together, and max(0, margin − x) of pairs that do not. */
public final class HingeEmbeddingLoss extends Loss {

    private final MarginOptions options;

    /** The mean, with a margin of 1. */
    public HingeEmbeddingLoss() {
        this(MarginOptions.of(1));
    }

    /** As the options say. */
    public HingeEmbeddingLoss(MarginOptions options) {
        this.options = options;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input distances of any shape
     * @param target of the same shape, 1 for pairs that belong together and −1 for others
     * @throws IllegalArgumentException if shapes do not fit
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return PairLosses.hingeEmbeddingLoss(input, target, options);
    }
}
