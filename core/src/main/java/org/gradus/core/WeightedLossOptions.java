package org.gradus.core;

import org.jspecify.annotations.Nullable;

/**
 * How much the losses of single elements count. Unlike a class's, these weights do not enter what a mean divides by.
 *
 * @param weight what they are multiplied by, which broadcasts to their shape; null for 1
 * @param reduction what is given for a batch
 */
public record WeightedLossOptions(@Nullable Tensor weight, Reduction reduction) {

    /** The mean, every element counting the same. */
    public static final WeightedLossOptions DEFAULT = new WeightedLossOptions(null, Reduction.MEAN);

    /** These options with other weights, or null for none. */
    public WeightedLossOptions withWeight(@Nullable Tensor value) {
        return new WeightedLossOptions(value, reduction);
    }

    /** These options with another reduction. */
    public WeightedLossOptions withReduction(Reduction value) {
        return new WeightedLossOptions(weight, value);
    }
}
