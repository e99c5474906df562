package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.WeightedLossOptions;
import org.gradus.core.op.BinaryLosses;

/** The cross-entropy of logits of belonging to each of several classes, averaged over these. The weights, if there are any, are saved as {@code weight}. */
public final class MultiLabelSoftMarginLoss extends WeightedLoss {

    private final WeightedLossOptions options;

    /** The mean over all rows. */
    public MultiLabelSoftMarginLoss() {
        this(WeightedLossOptions.DEFAULT);
    }

    /** As the options say. */
    public MultiLabelSoftMarginLoss(WeightedLossOptions options) {
        super(options.weight());
        this.options = options;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input logits [N,C] or [*,C]
     * @param target of the same shape, 1 for the classes that a row belongs to and 0 for the others
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return BinaryLosses.multilabelSoftMarginLoss(input, target, options.withWeight(weight()));
    }
}
