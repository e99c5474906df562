package org.gradus.layers;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.op.HardtanhOp;

/** y = min(max(x, minVal), maxVal), element by element. */
public final class Hardtanh extends Layer {

    private final double minVal;
    private final double maxVal;

    /** Between −1 and 1. */
    public Hardtanh() {
        this(-1, 1);
    }

    /** Between these bounds. @throws IllegalArgumentException if the first is not below the second */
    public Hardtanh(double minVal, double maxVal) {
        checkArgument(minVal < maxVal, "[Hardtanh] minVal must be below maxVal, but they are %s and %s", minVal,
                maxVal);
        this.minVal = minVal;
        this.maxVal = maxVal;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return HardtanhOp.hardtanh(x, minVal, maxVal);
    }

    @Override
    protected String extraRepr() {
        return "min_val=" + Repr.of(minVal) + ", max_val=" + Repr.of(maxVal);
    }
}
