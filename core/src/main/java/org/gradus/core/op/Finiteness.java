package org.gradus.core.op;

import org.gradus.core.Tensor;

/** Which elements are ordinary numbers; the answers are BOOL, and no gradient flows. */
public final class Finiteness {

    private Finiteness() {}

    /** y = whether x is NaN. */
    public static Tensor isNan(Tensor x) {
        return x.ne(x);
    }

    /** y = whether x is +∞ or −∞. */
    public static Tensor isInf(Tensor x) {
        return x.dtype().isFloatingPoint() ? x.abs().eq(Double.POSITIVE_INFINITY) : x.ne(x);
    }

    /** y = whether x is neither infinite nor NaN. */
    public static Tensor isFinite(Tensor x) {
        return x.dtype().isFloatingPoint() ? x.abs().lt(Double.POSITIVE_INFINITY) : x.eq(x);
    }
}
