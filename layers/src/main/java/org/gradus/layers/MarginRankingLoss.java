package org.gradus.layers;

import org.gradus.core.MarginOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.PairLosses;

/** How far pairs of scores are from being a margin apart in the right order, max(0, −t·(x₁ − x₂) + margin). */
public final class MarginRankingLoss extends Module {

    private final MarginOptions options;

    /** The mean, without a margin. */
    public MarginRankingLoss() {
        this(MarginOptions.of(0));
    }

    /** As the options say. */
    public MarginRankingLoss(MarginOptions options) {
        this.options = options;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input1 scores of any shape
     * @param input2 scores of the same shape
     * @param target of the same shape and type, 1 where the first should be larger and −1 where the second should
     * @throws IllegalArgumentException if shapes or types differ
     */
    public Tensor forward(Tensor input1, Tensor input2, Tensor target) {
        return PairLosses.marginRankingLoss(input1, input2, target, options);
    }
}
