package org.gradus.layers;

import org.gradus.core.GaussianNllOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.DistributionLosses;

/** The negative log-likelihood of numbers under Gaussian distributions. */
public final class GaussianNLLLoss extends Module {

    private final GaussianNllOptions options;

    /** The mean, without the constant ½ ln 2π. */
    public GaussianNLLLoss() {
        this(GaussianNllOptions.DEFAULT);
    }

    /** As the options say. */
    public GaussianNLLLoss(GaussianNllOptions options) {
        this.options = options;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input the expected values
     * @param target the values observed, of the same shape
     * @param var the variances, of the same shape, or shared along one dimension
     * @throws IllegalArgumentException if shapes or types do not fit, or a variance is negative
     */
    public Tensor forward(Tensor input, Tensor target, Tensor var) {
        return DistributionLosses.gaussianNllLoss(input, target, var, options);
    }
}
