package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.DType;
import org.gradus.core.Tensor;

/** Numbers that an op takes beside its tensors. */
final class Numbers {

    private Numbers() {}

    /**
     * The number that a tensor's element type holds in place of a bound or threshold: 0.1 is met by float32's nearest to
     * 0.1, as it would be if the number were a tensor.
     *
     * @throws IllegalArgumentException if it is NaN, or the tensor holds integers and it lies between two
     */
    static double bound(String op, Tensor x, double value) {
        checkArgument(!Double.isNaN(value), "[%s] a bound must be a number, but is NaN", op);
        checkArgument(x.dtype().isFloatingPoint() || Math.rint(value) == value,
                "[%s] %s holds whole numbers, but the bound is %s; convert the tensor with to(DType.FLOAT32)", op,
                x.type(), value);
        return x.dtype() == DType.FLOAT32 ? (float) value : value;
    }
}
