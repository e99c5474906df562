package org.gradus.layers;

import org.gradus.core.NllLossOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Tensor;
import org.gradus.core.op.ClassLosses;

/** The negative log-likelihood −x[label] of log-probabilities x, such as {@link LogSoftmax} gives. The weights, if there are any, are saved as {@code weight}. */
public final class NLLLoss extends WeightedLoss {

    private final NllLossOptions options;

    /** The mean over all rows whose label is not −100. */
    public NLLLoss() {
        this(NllLossOptions.DEFAULT);
    }

    /** Reduced in this way. */
    public NLLLoss(Reduction reduction) {
        this(NllLossOptions.DEFAULT.withReduction(reduction));
    }

    /** As the options say. */
    public NLLLoss(NllLossOptions options) {
        super(options.weight());
        this.options = options;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input log-probabilities [N,C] or [N,C,…], or [C]
     * @param target labels, INT64 [N] or [N,…], or a scalar
     * @throws IllegalArgumentException if shapes or types do not fit, a label is out of range or the batch is empty
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return ClassLosses.nllLoss(input, target, options.withWeight(weight()));
    }
}
