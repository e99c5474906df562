package org.gradus.core.gradcheck;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How gradients are checked.
 *
 * @param differences how derivatives are found from the function's values
 * @param seed seed of the random cotangents and directions
 * @param order highest order of derivatives that is checked: 1 for gradients, 2 for those of gradients too, and so on
 */
public record GradCheckOptions(Differences differences, long seed, int order) {

    /** Adaptive differences, seed 0, first order. */
    public static final GradCheckOptions DEFAULT = new GradCheckOptions(Differences.Adaptive.DEFAULT, 0, 1);

    /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
    public GradCheckOptions {
        checkArgument(order >= 1, "[gradCheck] order must be at least 1, but is %s", order);
    }

    /** PyTorch's rule with PyTorch's numbers; others by {@link #withDifferences}. */
    public static GradCheckOptions fixedStep() {
        return DEFAULT.withDifferences(Differences.FixedStep.DEFAULT);
    }

    /** These options with other {@link #differences}. */
    public GradCheckOptions withDifferences(Differences value) {
        return new GradCheckOptions(value, seed, order);
    }

    /** These options with another {@link #seed}. */
    public GradCheckOptions withSeed(long value) {
        return new GradCheckOptions(differences, value, order);
    }

    /** These options with another {@link #order}. */
    public GradCheckOptions withOrder(int value) {
        return new GradCheckOptions(differences, seed, value);
    }
}
