package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.DType;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Kernels;

/** Finds where the first index outside low…high stands; −1 where all lie within. */
record IndexRange(int low, int high) implements Tape.Query<Integer> {

    /** Indices are INT64 and lie in 0…size−1. */
    static void check(String op, String what, Tensor index, int size) {
        new IndexRange(0, size - 1).check(op, what, index);
    }

    /** Indices are INT64 and lie in this range. */
    void check(String op, String what, Tensor index) {
        checkArgument(index.dtype() == DType.INT64, "[%s] %s must be int64, but came %s; convert with to(DType.INT64)",
                op, what, index.type());
        int bad = Tape.query(index, this);
        if (bad >= 0) {
            throw new IllegalArgumentException(
                    "[%s] %s must lie in %d…%d, but number %d of %s is %d; count from 0, along the right dimension"
                            .formatted(op, what, low, high, bad, index.type(),
                                    (long) ReshapeOp.reshape(index, -1).get(bad)));
        }
    }

    @Override
    public <A> Integer ask(Kernels<A> kernels, A data) {
        long[] values = (long[]) data;
        for (int i = 0; i < values.length; i++) {
            if (values[i] < low || values[i] > high) {
                return i;
            }
        }
        return -1;
    }
}
