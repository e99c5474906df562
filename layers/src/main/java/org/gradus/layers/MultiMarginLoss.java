package org.gradus.layers;

import org.gradus.core.MultiMarginOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.MarginLosses;

/** How far the score of the label falls short of being a margin above those of the other classes. The weights, if there are any, are saved as {@code weight}. */
public final class MultiMarginLoss extends WeightedLoss {

    private final MultiMarginOptions options;

    /** The mean over all rows, with p = 1 and a margin of 1. */
    public MultiMarginLoss() {
        this(MultiMarginOptions.DEFAULT);
    }

    /** As the options say. */
    public MultiMarginLoss(MultiMarginOptions options) {
        super(options.weight());
        this.options = options;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input class scores [N,C], or [C]
     * @param target labels, INT64 [N], or a scalar
     * @throws IllegalArgumentException if shapes or types do not fit, a label is out of range or the batch is empty
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return MarginLosses.multiMarginLoss(input, target, options.withWeight(weight()));
    }
}
