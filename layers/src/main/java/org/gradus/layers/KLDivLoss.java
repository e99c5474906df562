package org.gradus.layers;

import org.gradus.core.KlDivOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.DistributionLosses;

/** The Kullback-Leibler divergence of a distribution, given by the logarithms x of its probabilities, from another. */
public final class KLDivLoss extends Loss {

    private final KlDivOptions options;

    /** The mean over all elements, from probabilities; {@code BATCH_MEAN} is the divergence itself. */
    public KLDivLoss() {
        this(KlDivOptions.DEFAULT);
    }

    /** As the options say. */
    public KLDivLoss(KlDivOptions options) {
        this.options = options;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input logarithms of probabilities, of any shape
     * @param target probabilities of the same shape, or their logarithms
     * @throws IllegalArgumentException if shapes or types differ
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return DistributionLosses.klDiv(input, target, options);
    }
}
