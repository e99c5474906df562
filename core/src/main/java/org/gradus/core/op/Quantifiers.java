package org.gradus.core.op;

import org.gradus.core.DType;
import org.gradus.core.Tensor;

/** How many elements are true, or not 0; NaN is not 0. No gradient flows. */
public final class Quantifiers {

    private Quantifiers() {}

    /** y = whether any element is true, along some dimensions or along all if none is named; BOOL, false of nothing. */
    public static Tensor any(Tensor x, boolean keepDim, int... dims) {
        return count(nonzero(x), keepDim, dims).gt(0);
    }

    /** y = whether all elements are true, along some dimensions or along all if none is named; BOOL, true of nothing. */
    public static Tensor all(Tensor x, boolean keepDim, int... dims) {
        return count(LogicalOp.logicalNot(nonzero(x)), keepDim, dims).eq(0);
    }

    /** y = how many elements are not 0, along some dimensions or along all if none is named; INT64. */
    public static Tensor countNonzero(Tensor x, int... dims) {
        return count(nonzero(x), false, dims);
    }

    private static Tensor nonzero(Tensor x) {
        return x.dtype() == DType.BOOL ? x : x.ne(0);
    }

    private static Tensor count(Tensor truths, boolean keepDim, int... dims) {
        return SumOp.sum(truths.to(DType.INT64), keepDim, dims);
    }
}
