package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.LogSigmoidOp;

/** y = ln(1 / (1 + e⁻ˣ)), element by element. */
public final class LogSigmoid extends Layer {

    /** The layer. */
    public LogSigmoid() {}

    @Override
    protected Tensor compute(Tensor x) {
        return LogSigmoidOp.logSigmoid(x);
    }
}
