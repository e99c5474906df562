package org.gradus.layers;

import org.gradus.core.BinaryLogitsOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.BinaryLosses;
import org.jspecify.annotations.Nullable;

/**
 * The cross-entropy of logits of answers to yes-or-no questions being yes. The weights, if there are any, are saved as
 * {@code weight} and {@code pos_weight}.
 */
public final class BCEWithLogitsLoss extends WeightedLoss {

    private final BinaryLogitsOptions options;
    private final @Nullable Buffer posWeight;

    /** The mean over all elements. */
    public BCEWithLogitsLoss() {
        this(BinaryLogitsOptions.DEFAULT);
    }

    /** As the options say. */
    public BCEWithLogitsLoss(BinaryLogitsOptions options) {
        super(options.weight());
        this.options = options;
        posWeight = options.posWeight() == null ? null : buffer("pos_weight", options.posWeight());
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input logits of any shape
     * @param target of the same shape, 1 for yes, 0 for no, or a probability
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return BinaryLosses.binaryCrossEntropyWithLogits(input, target, options.withWeight(weight())
                .withPosWeight(posWeight == null ? null : posWeight.get()));
    }
}
