package org.gradus.layers;

import org.gradus.core.Reduction;
import org.gradus.core.Tensor;
import org.gradus.core.op.RegressionLosses;

/** The absolute error |x − t|. */
public final class L1Loss extends Loss {

    private final Reduction reduction;

    /** The mean. */
    public L1Loss() {
        this(Reduction.MEAN);
    }

    /** The mean, the sum, or one loss an element. */
    public L1Loss(Reduction reduction) {
        this.reduction = reduction;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input numbers of any shape
     * @param target numbers of the same shape
     * @throws IllegalArgumentException if shapes or types differ
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return RegressionLosses.l1Loss(input, target, reduction);
    }
}
