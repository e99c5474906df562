package org.gradus.layers;

import org.gradus.core.random.Rng;

/**
 * In training, y = x·m/(1 − p) where m is 0 for a whole channel with probability p and 1 otherwise; in evaluation, y is x
 * itself. x [N,C,D,H,W], or [C,D,H,W] without a batch.
 *
 * <p>
 * Source: J. Tompson et al., <i>Efficient object localization using convolutional networks</i>, CVPR 2015.
 */
public final class Dropout3d extends DropoutLayer {

    /** Drops a channel with probability 1/2; otherwise as {@link #Dropout3d(double)}. */
    public Dropout3d() {
        this(0.5);
    }

    /** Masks drawn from the global generator; otherwise as {@link #Dropout3d(double, Rng)}. */
    public Dropout3d(double p) {
        this(p, Rng.global());
    }

    /**
     * Masks drawn from a generator.
     *
     * @param p the probability of dropping a channel
     * @throws IllegalArgumentException if p is not in [0, 1]
     */
    public Dropout3d(double p, Rng rng) {
        super(org.gradus.core.op.Dropout::dropout3d, p, rng);
    }
}
