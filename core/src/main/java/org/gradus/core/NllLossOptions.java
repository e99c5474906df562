package org.gradus.core;

import org.jspecify.annotations.Nullable;

/**
 * How a negative log-likelihood is taken.
 *
 * @param weight how much each class counts, [C], or null if all count the same
 * @param ignoreIndex the label of rows that count for nothing
 * @param reduction what is given for a batch
 */
public record NllLossOptions(@Nullable Tensor weight, int ignoreIndex, Reduction reduction) {

    /** The label of rows that count for nothing, unless another is named. */
    static final int IGNORED = -100;

    /** The mean over all rows whose label is not −100, every class counting the same. */
    public static final NllLossOptions DEFAULT = new NllLossOptions(null, IGNORED, Reduction.MEAN);

    /** These options with a weight for each class, [C], or null for none. */
    public NllLossOptions withWeight(@Nullable Tensor value) {
        return new NllLossOptions(value, ignoreIndex, reduction);
    }

    /** These options with another label of rows that count for nothing. */
    public NllLossOptions withIgnoreIndex(int value) {
        return new NllLossOptions(weight, value, reduction);
    }

    /** These options with another reduction. */
    public NllLossOptions withReduction(Reduction value) {
        return new NllLossOptions(weight, ignoreIndex, value);
    }
}
