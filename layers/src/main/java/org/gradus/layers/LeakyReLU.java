package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.LeakyReluOp;

/** y = x where x &gt; 0, else negativeSlope·x, element by element. */
public final class LeakyReLU extends Layer {

    private final double negativeSlope;

    /** With a negative slope of 0.01. */
    public LeakyReLU() {
        this(0.01);
    }

    /** With this slope below 0. */
    public LeakyReLU(double negativeSlope) {
        this.negativeSlope = negativeSlope;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return LeakyReluOp.leakyRelu(x, negativeSlope);
    }

    @Override
    protected String extraRepr() {
        return "negative_slope=" + Repr.of(negativeSlope);
    }
}
