package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How a loss with a margin is taken.
 *
 * @param margin how far apart is far enough to cost nothing
 * @param reduction what is given for a batch
 */
public record MarginOptions(double margin, Reduction reduction) {

    /** Checks the margin. @throws IllegalArgumentException if it is NaN */
    public MarginOptions {
        checkArgument(!Double.isNaN(margin), "[margin] the margin must be a number, but is NaN");
    }

    /** The mean, with this margin. @throws IllegalArgumentException if it is NaN */
    public static MarginOptions of(double margin) {
        return new MarginOptions(margin, Reduction.MEAN);
    }

    /** These options with another margin. @throws IllegalArgumentException if it is NaN */
    public MarginOptions withMargin(double value) {
        return new MarginOptions(value, reduction);
    }

    /** These options with another reduction. */
    public MarginOptions withReduction(Reduction value) {
        return new MarginOptions(margin, value);
    }
}
