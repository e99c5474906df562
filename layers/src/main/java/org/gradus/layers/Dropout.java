package org.gradus.layers;

import org.gradus.core.random.Rng;

/**
 * In training, y = x·m/(1 − p) where each m is 0 with probability p and 1 otherwise; in evaluation, y is x itself.
 *
 * <p>
 * Source: N. Srivastava et al., <i>Dropout: a simple way to prevent neural networks from overfitting</i>, JMLR 15 (2014).
 */
public final class Dropout extends DropoutLayer {

    /** Drops an element with probability 1/2; otherwise as {@link #Dropout(double)}. */
    public Dropout() {
        this(0.5);
    }

    /** Masks drawn from the global generator; otherwise as {@link #Dropout(double, Rng)}. */
    public Dropout(double p) {
        this(p, Rng.global());
    }

    /**
     * Masks drawn from a generator.
     *
     * @param p the probability of dropping an element
     * @throws IllegalArgumentException if p is not in [0, 1]
     */
    public Dropout(double p, Rng rng) {
        super(org.gradus.core.op.Dropout::dropout, p, rng);
    }
}
