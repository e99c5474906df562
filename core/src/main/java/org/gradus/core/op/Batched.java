package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.function.UnaryOperator;
import org.gradus.core.Tensor;

/** Functions of batches, for single inputs too. */
final class Batched {

    private Batched() {}

    /**
     * f(x) for a batch; for a single input f of a batch of one, whose dimension is dropped again.
     *
     * @param names the dimensions of a single input, {@code C,H,W}
     * @throws IllegalArgumentException if x is neither
     */
    static Tensor apply(String op, Tensor x, String names, UnaryOperator<Tensor> f) {
        return isBatch(op, x, names) ? f.apply(x) : ReshapeOp.without(f.apply(ReshapeOp.unsqueeze(x, 0)), 0);
    }

    /**
     * Whether x is a batch, and not a single input.
     *
     * @throws IllegalArgumentException if x is neither
     */
    static boolean isBatch(String op, Tensor x, String names) {
        int single = names.split(",").length;
        int rank = x.shape().rank();
        checkArgument(rank == single || rank == single + 1, "[%s] input must be [N,%s] or [%s], but is %s; reshape it",
                op, names, names, x.shape());
        return rank > single;
    }
}
