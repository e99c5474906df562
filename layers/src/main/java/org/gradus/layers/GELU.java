package org.gradus.layers;

import com.google.common.base.Ascii;
import org.gradus.core.GeluApproximation;
import org.gradus.core.Tensor;
import org.gradus.core.op.GeluOp;

/** y = x·Φ(x), Φ the distribution function of the standard normal distribution, element by element. */
public final class GELU extends Layer {

    private final GeluApproximation approximate;

    /** With Φ as it is defined. */
    public GELU() {
        this(GeluApproximation.NONE);
    }

    /** With Φ computed so. */
    public GELU(GeluApproximation approximate) {
        this.approximate = approximate;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return GeluOp.gelu(x, approximate);
    }

    @Override
    protected String extraRepr() {
        return "approximate='" + Ascii.toLowerCase(approximate.name()) + "'";
    }
}
