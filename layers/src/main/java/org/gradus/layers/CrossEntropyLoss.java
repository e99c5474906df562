package org.gradus.layers;

import org.gradus.core.CrossEntropyOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Tensor;
import org.gradus.core.op.ClassLosses;

/** The cross-entropy −Σ t·ln softmax(x) of class scores x, any real numbers. The weights, if there are any, are saved as {@code weight}. */
public final class CrossEntropyLoss extends WeightedLoss {

    private final CrossEntropyOptions options;

    /** The mean over all rows whose label is not −100. */
    public CrossEntropyLoss() {
        this(CrossEntropyOptions.DEFAULT);
    }

    /** Reduced in this way. */
    public CrossEntropyLoss(Reduction reduction) {
        this(CrossEntropyOptions.DEFAULT.withReduction(reduction));
    }

    /** As the options say. */
    public CrossEntropyLoss(CrossEntropyOptions options) {
        super(options.weight());
        this.options = options;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param input class scores [N,C] or [N,C,…], or [C]
     * @param target labels, INT64 [N] or [N,…], or a scalar; or probabilities of the input's shape
     * @throws IllegalArgumentException if shapes or types do not fit, a label is out of range or the batch is empty
     */
    @Override
    public Tensor forward(Tensor input, Tensor target) {
        return ClassLosses.crossEntropy(input, target, options.withWeight(weight()));
    }
}
