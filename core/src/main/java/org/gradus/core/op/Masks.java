package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableLongArray;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Kernels;

/** Elements chosen by truth values, and where they stand. */
public final class Masks {

    private Masks() {}

    /**
     * y = a number where the mask is true, and x elsewhere; both are broadcast.
     *
     * @param mask BOOL
     * @throws IllegalArgumentException if the mask is not BOOL, or the shapes do not broadcast
     */
    public static Tensor maskedFill(Tensor x, Tensor mask, double value) {
        checkMask("maskedFill", mask);
        return WhereOp.where(mask, value, x);
    }

    /**
     * y = the elements of x where the mask is true, in row-major order, as a vector; both are broadcast.
     *
     * @param mask BOOL
     * @throws IllegalArgumentException if the mask is not BOOL, or the shapes do not broadcast
     */
    public static Tensor maskedSelect(Tensor x, Tensor mask) {
        checkMask("maskedSelect", mask);
        Shape shape = Shape.broadcast("maskedSelect", x.shape(), mask.shape());
        Tensor all = ReshapeOp.reshape(ExpandOp.expand(x, shape), Shape.of(shape.numel()));
        return IndexSelectOp.indexSelect(all, 0, positions(ExpandOp.expand(mask, shape)));
    }

    /**
     * The indices of the elements that are true, or not 0, in row-major order: INT64 [how many, rank of x], a row for each.
     */
    public static Tensor nonzero(Tensor x) {
        Tensor positions = positions(x.dtype() == DType.BOOL ? x : x.ne(0));
        int rank = x.shape().rank();
        int[] strides = x.shape().strides();
        long[] at = positions.toLongArray();
        long[] indices = new long[at.length * rank];
        for (int i = 0; i < at.length; i++) {
            for (int d = 0; d < rank; d++) {
                indices[i * rank + d] = at[i] / strides[d] % x.size(d);
            }
        }
        return Tensor.wrap(indices, Shape.of(at.length, rank));
    }

    private static void checkMask(String op, Tensor mask) {
        checkArgument(mask.dtype() == DType.BOOL,
                "[%s] the mask must be bool, but is %s; compare it to get one, as with ne(0)",
                op, mask.type());
    }

    /** Where a tensor is true, counted in row-major order. */
    private static Tensor positions(Tensor truths) {
        long[] positions = Tape.query(truths, new TruePositions()).toArray();
        return Tensor.wrap(positions, Shape.of(positions.length));
    }

    private record TruePositions() implements Tape.Query<ImmutableLongArray> {
        @Override
        public <A> ImmutableLongArray ask(Kernels<A> kernels, A data) {
            boolean[] truths = (boolean[]) data;
            var positions = ImmutableLongArray.builder();
            for (int i = 0; i < truths.length; i++) {
                if (truths[i]) {
                    positions.add(i);
                }
            }
            return positions.build();
        }
    }
}
