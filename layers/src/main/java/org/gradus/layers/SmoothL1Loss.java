package org.gradus.layers;

import org.gradus.core.SmoothL1Options;
import org.gradus.core.Tensor;
import org.gradus.core.op.RegressionLosses;

/** The absolute error, rounded off to a parabola where it is below beta. */
public final class SmoothL1Loss extends Loss {

    private final SmoothL1Options options;

    /** The mean, with beta = 1. */
    public SmoothL1Loss() {
        this(SmoothL1Options.DEFAULT);
    }

    /** As the options say. */
    public SmoothL1Loss(SmoothL1Options options) {
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
        return RegressionLosses.smoothL1Loss(input, target, options);
    }
}
