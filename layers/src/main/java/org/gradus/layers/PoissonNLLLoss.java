package org.gradus.layers;

import org.gradus.core.PoissonNllOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.DistributionLosses;

/** The negative log-likelihood of counts under a Poisson distribution. */
public final class PoissonNLLLoss extends Loss {

    private final PoissonNllOptions options;

    /** The mean, of logarithms of expected counts, without ln k!. */
    public PoissonNLLLoss() {
        this(PoissonNllOptions.DEFAULT);
    }

    /** As the options say. */
    public PoissonNLLLoss(PoissonNllOptions options) {
        this.options = options;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input logarithms of expected counts, or the counts, of any shape
     * @param target the counts observed, of the same shape
     * @throws IllegalArgumentException if shapes or types differ
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return DistributionLosses.poissonNllLoss(input, target, options);
    }
}
