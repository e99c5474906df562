package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How a Huber loss is taken.
 *
 * @param delta the difference at which it turns from a parabola into a line
 * @param reduction what is given for a batch
 */
public record HuberOptions(double delta, Reduction reduction) {

    /** The mean, with delta = 1. */
    public static final HuberOptions DEFAULT = new HuberOptions(1, Reduction.MEAN);

    /** Checks delta. @throws IllegalArgumentException if it is not above 0 and finite */
    public HuberOptions {
        checkArgument(delta > 0 && Double.isFinite(delta), "[huberLoss] delta must be above 0, but is %s", delta);
    }

    /** These options with another delta. @throws IllegalArgumentException if it is not above 0 and finite */
    public HuberOptions withDelta(double value) {
        return new HuberOptions(value, reduction);
    }

    /** These options with another reduction. */
    public HuberOptions withReduction(Reduction value) {
        return new HuberOptions(delta, value);
    }
}
