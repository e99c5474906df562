package org.gradus.layers;

import org.gradus.core.Reduction;
import org.gradus.core.Tensor;
import org.gradus.core.op.MarginLosses;

/** For rows that belong to several classes, how far the scores of these fall short of being 1 above those of all others. */
public final class MultiLabelMarginLoss extends Loss {

    private final Reduction reduction;

    /** The mean. */
    public MultiLabelMarginLoss() {
        this(Reduction.MEAN);
    }

    /** The mean, the sum, or one loss a row. */
    public MultiLabelMarginLoss(Reduction reduction) {
        this.reduction = reduction;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input class scores [N,C], or [C]
     * @param target INT64 of the same shape: each row names its classes before its first −1
     * @throws IllegalArgumentException if shapes or types do not fit, or a label is out of range
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return MarginLosses.multilabelMarginLoss(input, target, reduction);
    }
}
