package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/** A layer that drops something in training and in evaluation gives x itself: what all dropouts are, whatever they drop. */
public abstract class DropoutLayer extends Layer {

    private final Function function;
    private final double p;
    private final Rng rng;

    /** What is computed in training. */
    interface Function {
        Tensor apply(Tensor x, double p, Rng rng);
    }

    /** A dropout whose function is given. */
    DropoutLayer(Function function, double p, Rng rng) {
        checkArgument(p >= 0 && p <= 1, "[%s] the probability must be in [0, 1], but is %s", typeName(), p);
        this.function = function;
        this.p = p;
        this.rng = rng;
    }

    @Override
    protected final Tensor compute(Tensor x) {
        return isTraining() ? function.apply(x, p, rng) : x;
    }

    @Override
    protected String extraRepr() {
        return "p=" + Repr.of(p) + ", inplace=False";
    }
}
