package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.HardtanhOp;

/** y = min(max(x, 0), 6), element by element. */
public final class ReLU6 extends Layer {

    /** The layer. */
    public ReLU6() {}

    @Override
    protected Tensor compute(Tensor x) {
        return HardtanhOp.relu6(x);
    }
}
