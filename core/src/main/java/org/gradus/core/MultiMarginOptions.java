package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import org.jspecify.annotations.Nullable;

/**
 * How a multi-class margin loss is taken.
 *
 * @param p the power that violations of the margin are raised to, 1 or 2
 * @param margin how far above every other the score of the label should be
 * @param weight how much each class counts, [C], or null if all count the same
 * @param reduction what is given for a batch
 */
public record MultiMarginOptions(int p, double margin, @Nullable Tensor weight, Reduction reduction) {

    /** The mean, with p = 1 and a margin of 1, every class counting the same. */
    public static final MultiMarginOptions DEFAULT = new MultiMarginOptions(1, 1, null, Reduction.MEAN);

    /** Checks p and the margin. @throws IllegalArgumentException if p is neither 1 nor 2, or the margin is NaN */
    public MultiMarginOptions {
        checkArgument(p == 1 || p == 2, "[multiMarginLoss] p must be 1 or 2, but is %s", p);
        checkArgument(!Double.isNaN(margin), "[multiMarginLoss] the margin must be a number, but is NaN");
    }

    /** These options with another power. @throws IllegalArgumentException if it is neither 1 nor 2 */
    public MultiMarginOptions withP(int value) {
        return new MultiMarginOptions(value, margin, weight, reduction);
    }

    /** These options with another margin. @throws IllegalArgumentException if it is NaN */
    public MultiMarginOptions withMargin(double value) {
        return new MultiMarginOptions(p, value, weight, reduction);
    }

    /** These options with a weight for each class, [C], or null for none. */
    public MultiMarginOptions withWeight(@Nullable Tensor value) {
        return new MultiMarginOptions(p, margin, value, reduction);
    }

    /** These options with another reduction. */
    public MultiMarginOptions withReduction(Reduction value) {
        return new MultiMarginOptions(p, margin, weight, value);
    }
}
