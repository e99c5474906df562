package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import org.jspecify.annotations.Nullable;

/**
 * How a cross-entropy is taken.
 *
 * @param weight how much each class counts, [C], or null if all count the same
 * @param ignoreIndex the label of rows that count for nothing
 * @param labelSmoothing ε, the part of each label that is spread evenly over all classes
 * @param reduction what is given for a batch
 */
public record CrossEntropyOptions(@Nullable Tensor weight, int ignoreIndex, double labelSmoothing,
        Reduction reduction) {

    /** The mean over all rows whose label is not −100, every class counting the same, labels as they are. */
    public static final CrossEntropyOptions DEFAULT = new CrossEntropyOptions(null, NllLossOptions.IGNORED, 0,
            Reduction.MEAN);

    /** Checks the smoothing. @throws IllegalArgumentException if it is not in [0, 1] */
    public CrossEntropyOptions {
        checkArgument(labelSmoothing >= 0 && labelSmoothing <= 1,
                "[crossEntropy] labelSmoothing must be in [0, 1], but is %s", labelSmoothing);
    }

    /** These options with a weight for each class, [C], or null for none. */
    public CrossEntropyOptions withWeight(@Nullable Tensor value) {
        return new CrossEntropyOptions(value, ignoreIndex, labelSmoothing, reduction);
    }

    /** These options with another label of rows that count for nothing. */
    public CrossEntropyOptions withIgnoreIndex(int value) {
        return new CrossEntropyOptions(weight, value, labelSmoothing, reduction);
    }

    /** These options with another smoothing. @throws IllegalArgumentException if it is not in [0, 1] */
    public CrossEntropyOptions withLabelSmoothing(double value) {
        return new CrossEntropyOptions(weight, ignoreIndex, value, reduction);
    }

    /** These options with another reduction. */
    public CrossEntropyOptions withReduction(Reduction value) {
        return new CrossEntropyOptions(weight, ignoreIndex, labelSmoothing, value);
    }
}
