package org.gradus.layers;

import org.gradus.core.random.Rng;

/**
 * In training, whole channels become SELU's limit −1.7581 with probability p, and all are scaled and shifted so that numbers of
 * mean 0 and variance 1 keep both, as {@link org.gradus.core.op.Dropout#featureAlphaDropout} says; in evaluation, y is x itself.
 * x [N,C,*].
 *
 * <p>
 * Source: G. Klambauer et al., <i>Self-normalizing neural networks</i>, NeurIPS 2017.
 */
public final class FeatureAlphaDropout extends DropoutLayer {

    /** Drops a channel with probability 1/2; otherwise as {@link #FeatureAlphaDropout(double)}. */
    public FeatureAlphaDropout() {
        this(0.5);
    }

    /** Masks drawn from the global generator; otherwise as {@link #FeatureAlphaDropout(double, Rng)}. */
    public FeatureAlphaDropout(double p) {
        this(p, Rng.global());
    }

    /**
     * Masks drawn from a generator.
     *
     * @param p the probability of dropping a channel
     * @throws IllegalArgumentException if p is not in [0, 1]
     */
    public FeatureAlphaDropout(double p, Rng rng) {
        super(org.gradus.core.op.Dropout::featureAlphaDropout, p, rng);
    }
}
