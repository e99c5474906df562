package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.LeakyReluOp;
import org.gradus.core.op.Rrelu;
import org.gradus.core.random.Rng;

/**
 * In training, y = x where x &gt; 0, else r·x with r uniform in [lower, upper) for each element; in evaluation, r is the
 * mean of both.
 *
 * <p>
 * Source: B. Xu et al., <i>Empirical evaluation of rectified activations in convolutional network</i>, 2015.
 */
public final class RReLU extends Layer {

    private final Rrelu.Slopes slopes;
    private final Rng rng;

    /** Slopes from 1/8 to 1/3, drawn from the global generator. */
    public RReLU() {
        this(Rrelu.Slopes.DEFAULT.lower(), Rrelu.Slopes.DEFAULT.upper());
    }

    /** Slopes from {@code lower} to {@code upper}, drawn from the global generator. */
    public RReLU(double lower, double upper) {
        this(lower, upper, Rng.global());
    }

    /** Slopes from {@code lower} to {@code upper}, drawn from a generator. @throws IllegalArgumentException if out of order */
    public RReLU(double lower, double upper, Rng rng) {
        slopes = new Rrelu.Slopes(lower, upper);
        this.rng = rng;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return isTraining()
                ? Rrelu.rrelu(x, slopes, rng)
                : LeakyReluOp.leakyRelu(x, slopes.mean());
    }

    @Override
    protected String extraRepr() {
        return "lower=" + Repr.of(slopes.lower()) + ", upper=" + Repr.of(slopes.upper());
    }
}
