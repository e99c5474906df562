package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.ThresholdOp;

/** y = x where x &gt; threshold, else a value, element by element. */
public final class Threshold extends Layer {

    private final double threshold;
    private final double value;

    /** This value up to and including this threshold. */
    public Threshold(double threshold, double value) {
        this.threshold = threshold;
        this.value = value;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return ThresholdOp.threshold(x, threshold, value);
    }

    @Override
    protected String extraRepr() {
        return "threshold=" + Repr.of(threshold) + ", value=" + Repr.of(value);
    }
}
