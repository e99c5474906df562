package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.gradus.core.Op;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/**
 * The dimensions that a reduction runs over, counted from 0 and ascending.
 *
 * @param shape that of what is reduced
 */
record ReducedDims(Shape shape, ImmutableIntArray dims) {

    /** These dimensions of a tensor, or all if none is named. */
    static ReducedDims of(String op, Tensor x, int... dims) {
        return new ReducedDims(x.shape(), Checks.dims(op, x.shape(), dims));
    }

    /** The shape of the result, in which the dimensions stay with size 1 or are dropped. */
    Shape result(boolean keepDim) {
        int[] sizes = IntStream.range(0, shape.rank()).filter(d -> keepDim || !dims.contains(d))
                .map(d -> dims.contains(d) ? 1 : shape.size(d)).toArray();
        return Shape.of(sizes);
    }

    /** How many elements make one of the result's. */
    int numel() {
        return dims.stream().map(shape::size).reduce(1, (a, b) -> a * b);
    }

    /** There is something to choose from. */
    ReducedDims checkNotEmpty(String op, String sought) {
        checkArgument(numel() > 0, "[%s] %s is empty along dimensions %s and has no %s there", op, shape, dims, sought);
        return this;
    }

    /**
     * Reduces x by an op of one dimension, which leaves it with size 1.
     *
     * @param along gives the op for a dimension
     */
    Tensor reduce(Tensor x, boolean keepDim, IntFunction<Op> along) {
        return ReshapeOp.reshape(along.apply(axis()).apply(merged(x)), result(keepDim));
    }

    /** Which dimension of {@link #merged} is to be reduced. */
    int axis() {
        return areNeighbours() ? first() : shape.rank() - dims.length();
    }

    /** x with these dimensions made one: where they stand if they are neighbours, and at the end otherwise. */
    Tensor merged(Tensor x) {
        int[] sizes = shape.toArray();
        if (areNeighbours()) {
            return ReshapeOp.reshape(x, Shape.of(Ints.concat(Arrays.copyOf(sizes, first()), new int[]{numel()},
                    Arrays.copyOfRange(sizes, first() + dims.length(), sizes.length))));
        }
        int[] kept = IntStream.range(0, sizes.length).filter(d -> !dims.contains(d)).toArray();
        Tensor ordered = PermuteOp.permute(x, Ints.concat(kept, dims.toArray()));
        return ReshapeOp.reshape(ordered, Shape.of(Ints.concat(result(false).toArray(), new int[]{numel()})));
    }

    private boolean areNeighbours() {
        return dims.isEmpty() || dims.get(dims.length() - 1) - first() == dims.length() - 1;
    }

    private int first() {
        return dims.isEmpty() ? 0 : dims.get(0);
    }
}
