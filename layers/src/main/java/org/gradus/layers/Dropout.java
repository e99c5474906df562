package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/**
 * In training, y = x·m/(1 − p) where each m is 0 with probability p and 1 otherwise; in evaluation, y is x itself.
 *
 * <p>
 * Source: N. Srivastava et al., <i>Dropout: a simple way to prevent neural networks from overfitting</i>, JMLR 15 (2014).
 */
public final class Dropout extends Layer {

    private final double p;
    private final Rng rng;

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
        checkArgument(p >= 0 && p <= 1, "[Dropout] the probability must be in [0, 1], but is %s", p);
        this.p = p;
        this.rng = rng;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return isTraining() ? org.gradus.core.op.Dropout.dropout(x, p, rng) : x;
    }

    @Override
    protected String extraRepr() {
        return "p=" + Repr.of(p) + ", inplace=False";
    }
}
