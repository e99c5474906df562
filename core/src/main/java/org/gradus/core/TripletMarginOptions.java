package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How a triplet margin loss is taken.
 *
 * @param margin how much farther from the anchor the negative should be than the positive
 * @param p the order of the norm that distances are measured in
 * @param eps what is added to every difference of coordinates
 * @param swap whether the distance from positive to negative counts in place of that from the anchor, where it is smaller
 * @param reduction what is given for a batch
 */
public record TripletMarginOptions(double margin, double p, double eps, boolean swap, Reduction reduction) {

    /** The mean, with a margin of 1, Euclid's distance, eps = 1e-6 and no swap. */
    public static final TripletMarginOptions DEFAULT = new TripletMarginOptions(1, 2, 1e-6, false, Reduction.MEAN);

    /** Checks margin and order. @throws IllegalArgumentException if the margin is not above 0 or the order is NaN */
    public TripletMarginOptions {
        checkArgument(margin > 0, "[tripletMarginLoss] the margin must be above 0, but is %s", margin);
        checkArgument(!Double.isNaN(p), "[tripletMarginLoss] the order p must be a number, but is NaN");
    }

    /** These options with another margin. @throws IllegalArgumentException if it is not above 0 */
    public TripletMarginOptions withMargin(double value) {
        return new TripletMarginOptions(value, p, eps, swap, reduction);
    }

    /** These options with the norm of another order. @throws IllegalArgumentException if it is NaN */
    public TripletMarginOptions withP(double value) {
        return new TripletMarginOptions(margin, value, eps, swap, reduction);
    }

    /** These options with something else added to every difference. */
    public TripletMarginOptions withEps(double value) {
        return new TripletMarginOptions(margin, p, value, swap, reduction);
    }

    /** These options with the swap, or without. */
    public TripletMarginOptions withSwap(boolean value) {
        return new TripletMarginOptions(margin, p, eps, value, reduction);
    }

    /** These options with another reduction. */
    public TripletMarginOptions withReduction(Reduction value) {
        return new TripletMarginOptions(margin, p, eps, swap, value);
    }
}
