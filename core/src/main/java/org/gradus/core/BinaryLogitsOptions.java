package org.gradus.core;

import org.jspecify.annotations.Nullable;

/**
 * How a binary cross-entropy of logits is taken.
 *
 * @param weight what the losses of single elements are multiplied by, which broadcasts to their shape; null for 1
 * @param posWeight what the part of the positive answers is multiplied by, which broadcasts likewise; null for 1
 * @param reduction what is given for a batch
 */
public record BinaryLogitsOptions(@Nullable Tensor weight, @Nullable Tensor posWeight, Reduction reduction) {

    /** The mean, everything counting the same. */
    public static final BinaryLogitsOptions DEFAULT = new BinaryLogitsOptions(null, null, Reduction.MEAN);

    /** These options with other weights of elements, or null for none. */
    public BinaryLogitsOptions withWeight(@Nullable Tensor value) {
        return new BinaryLogitsOptions(value, posWeight, reduction);
    }

    /** These options with other weights of positive answers, above 1 for more recall; or null for none. */
    public BinaryLogitsOptions withPosWeight(@Nullable Tensor value) {
        return new BinaryLogitsOptions(weight, value, reduction);
    }

    /** These options with another reduction. */
    public BinaryLogitsOptions withReduction(Reduction value) {
        return new BinaryLogitsOptions(weight, posWeight, value);
    }
}
