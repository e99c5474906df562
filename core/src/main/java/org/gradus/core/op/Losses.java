package org.gradus.core.op;

import org.gradus.core.Reduction;
import org.gradus.core.Tensor;

/** How far class scores are from labels. */
public final class Losses {

    private Losses() {}

    /**
     * The cross-entropy −log softmax(logits)[label], averaged or summed over the rows.
     *
     * @param logits [N,C] or [N,C,…], any real numbers
     * @param labels INT64 [N] or [N,…], in 0…C−1
     * @return a scalar, or labels' shape where nothing is reduced
     * @throws IllegalArgumentException if shapes or types do not fit, a label is out of range or the batch is empty
     */
    public static Tensor crossEntropy(Tensor logits, Tensor labels, Reduction reduction) {
        return reduction.of(new CrossEntropyOp().apply(logits, labels));
    }

    /** {@link #crossEntropy(Tensor, Tensor, Reduction)}, averaged. */
    public static Tensor crossEntropy(Tensor logits, Tensor labels) {
        return crossEntropy(logits, labels, Reduction.MEAN);
    }

    /**
     * The negative log-likelihood −x[label], averaged or summed over the rows.
     *
     * @param logProbabilities [N,C] or [N,C,…], as {@code logSoftmax} gives them
     * @param labels INT64 [N] or [N,…], in 0…C−1
     * @return a scalar, or labels' shape where nothing is reduced
     * @throws IllegalArgumentException if shapes or types do not fit, a label is out of range or the batch is empty
     */
    public static Tensor nllLoss(Tensor logProbabilities, Tensor labels, Reduction reduction) {
        CrossEntropyOp.checkLabels("nllLoss", logProbabilities, labels);
        Tensor picked = GatherOp.gather(logProbabilities, 1, ReshapeOp.unsqueeze(labels, 1));
        return reduction.of(ReshapeOp.without(picked, 1).neg());
    }

    /** {@link #nllLoss(Tensor, Tensor, Reduction)}, averaged. */
    public static Tensor nllLoss(Tensor logProbabilities, Tensor labels) {
        return nllLoss(logProbabilities, labels, Reduction.MEAN);
    }
}
