package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.HardsigmoidOp;

/** y = min(max(x + 3, 0), 6)/6, element by element. */
public final class Hardsigmoid extends Layer {

    /** The layer. */
    public Hardsigmoid() {}

    @Override
    protected Tensor compute(Tensor x) {
        return HardsigmoidOp.hardsigmoid(x);
    }
}
