package org.gradus.layers;

import org.gradus.core.Reduction;
import org.gradus.core.Tensor;
import org.gradus.core.op.BinaryLosses;

/** The logistic loss ln(1 + exp(−t·x)) of answers x to yes-or-no questions. */
public final class SoftMarginLoss extends Loss {

    private final Reduction reduction;

    /** The mean. */
    public SoftMarginLoss() {
        this(Reduction.MEAN);
    }

    /** The mean, the sum, or one loss an element. */
    public SoftMarginLoss(Reduction reduction) {
        this.reduction = reduction;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input any real numbers, of any shape
     * @param target of the same shape, 1 for yes and −1 for no
     * @throws IllegalArgumentException if shapes or types differ
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return BinaryLosses.softMarginLoss(input, target, reduction);
    }
}
