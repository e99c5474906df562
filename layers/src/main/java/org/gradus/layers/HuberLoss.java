package org.gradus.layers;

import org.gradus.core.HuberOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.RegressionLosses;

/** Half the squared error up to delta, and a line beyond. */
public final class HuberLoss extends Loss {

    private final HuberOptions options;

    /** The mean, with delta = 1. */
    public HuberLoss() {
        this(HuberOptions.DEFAULT);
    }

    /** As the options say. */
    public HuberLoss(HuberOptions options) {
        this.options = options;
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
        return RegressionLosses.huberLoss(input, target, options);
    }
}
