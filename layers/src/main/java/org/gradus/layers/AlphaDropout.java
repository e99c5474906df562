package org.gradus.layers;

import org.gradus.core.random.Rng;

/**
 * In training, elements become SELU's limit −1.7581 with probability p, and all are scaled and shifted so that numbers of mean 0
 * and variance 1 keep both, as {@link org.gradus.core.op.Dropout#alphaDropout} says; in evaluation, y is x itself.
 *
 * <p>
 * Source: G. Klambauer et al., <i>Self-normalizing neural networks</i>, NeurIPS 2017.
 */
public final class AlphaDropout extends DropoutLayer {

    /** Drops an element with probability 1/2; otherwise as {@link #AlphaDropout(double)}. */
    public AlphaDropout() {
        this(0.5);
    }

    /** Masks drawn from the global generator; otherwise as {@link #AlphaDropout(double, Rng)}. */
    public AlphaDropout(double p) {
        this(p, Rng.global());
    }

    /**
     * Masks drawn from a generator.
     *
     * @param p the probability of dropping an element
     * @throws IllegalArgumentException if p is not in [0, 1]
     */
    public AlphaDropout(double p, Rng rng) {
        super(org.gradus.core.op.Dropout::alphaDropout, p, rng);
    }
}
