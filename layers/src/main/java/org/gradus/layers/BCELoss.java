package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.WeightedLossOptions;
import org.gradus.core.op.BinaryLosses;

/** The cross-entropy of probabilities x that answers to yes-or-no questions are yes. The weights, if there are any, are saved as {@code weight}. */
public final class BCELoss extends WeightedLoss {

    private final WeightedLossOptions options;

    /** The mean over all elements. */
    public BCELoss() {
        this(WeightedLossOptions.DEFAULT);
    }

    /** As the options say. */
    public BCELoss(WeightedLossOptions options) {
        super(options.weight());
        this.options = options;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input probabilities of any shape
     * @param target of the same shape, 1 for yes, 0 for no, or a probability
     * @throws IllegalArgumentException if shapes or types do not fit, or a number is not in [0, 1]
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return BinaryLosses.binaryCrossEntropy(input, target, options.withWeight(weight()));
    }
}
