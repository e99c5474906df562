package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.TripletMarginOptions;
import org.gradus.core.op.PairLosses;

/** How far anchors are from being a margin nearer to what they belong with than to what they do not. */
public final class TripletMarginLoss extends Module {

    private final TripletMarginOptions options;

    /** The mean, with a margin of 1 in Euclid's distance. */
    public TripletMarginLoss() {
        this(TripletMarginOptions.DEFAULT);
    }

    /** As the options say. */
    public TripletMarginLoss(TripletMarginOptions options) {
        this.options = options;
    }

    /**
     * Computes the loss of a batch.
     *
     * @param anchor [*,D]
     * @param positive of the same shape: what the anchors should be near to
     * @param negative of the same shape: what they should be far from
     * @throws IllegalArgumentException if shapes or types differ
     */
    public Tensor forward(Tensor anchor, Tensor positive, Tensor negative) {
        return PairLosses.tripletMarginLoss(anchor, positive, negative, options);
    }
}
