package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.ValuesAndIndices;

/**
 * The largest, the smallest and the middle element. NaN counts as the largest, as the smallest and as the middle one: where
 * it occurs, it is the result.
 *
 * <p>
 * What is chosen along one dimension comes with its index, and the gradient goes to the element chosen, the first of equals.
 * What is chosen along several dimensions at once comes by itself, and equal elements share the gradient evenly.
 */
public final class OrderStatistics {

    private OrderStatistics() {}

    /**
     * y = the largest element along some dimensions, or along all if none is named.
     *
     * @throws IllegalArgumentException if they are empty
     */
    public static Tensor amax(Tensor x, boolean keepDim, int... dims) {
        return picked(x, keepDim, ReducedDims.of("amax", x, dims).checkNotEmpty("amax", "largest element"), true);
    }

    /**
     * y = the smallest element along some dimensions, or along all if none is named.
     *
     * @throws IllegalArgumentException if they are empty
     */
    public static Tensor amin(Tensor x, boolean keepDim, int... dims) {
        return picked(x, keepDim, ReducedDims.of("amin", x, dims).checkNotEmpty("amin", "smallest element"), false);
    }

    private static Tensor picked(Tensor x, boolean keepDim, ReducedDims dims, boolean largest) {
        Tensor merged = dims.merged(x);
        Tensor index = largest ? new ArgmaxOp(dims.axis()).apply(merged) : new ArgminOp(dims.axis()).apply(merged);
        return ReshapeOp.reshape(new SharedPickOp(dims.axis()).apply(merged, index), dims.result(keepDim));
    }

    /**
     * The largest elements along a dimension and where they stand.
     *
     * @throws IllegalArgumentException if the dimension is empty
     */
    public static ValuesAndIndices max(Tensor x, int dim, boolean keepDim) {
        return taken(x, ArgmaxOp.argmax(x, dim, true), dim, keepDim);
    }

    /**
     * The smallest elements along a dimension and where they stand.
     *
     * @throws IllegalArgumentException if the dimension is empty
     */
    public static ValuesAndIndices min(Tensor x, int dim, boolean keepDim) {
        return taken(x, ArgminOp.argmin(x, dim, true), dim, keepDim);
    }

    /**
     * The middle elements along a dimension and where they stand; of an even number of elements, the lower of the two in the
     * middle.
     *
     * @throws IllegalArgumentException if the dimension is empty
     */
    public static ValuesAndIndices median(Tensor x, int dim, boolean keepDim) {
        int axis = x.shape().axis("median", dim);
        return taken(x, argmedian(x, axis), dim, keepDim);
    }

    /**
     * y = the middle element of all; of an even number, the lower of the two in the middle. Equal elements share the gradient.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Tensor median(Tensor x) {
        Tensor all = ReshapeOp.reshape(x, -1);
        return ReshapeOp.without(new SharedPickOp(0).apply(all, argmedian(all, 0)), 0);
    }

    private static Tensor argmedian(Tensor x, int axis) {
        int size = x.size(axis);
        checkArgument(size > 0, "[median] dimension %s of %s is empty and has no middle element", axis, x.type());
        int middle = (size - 1) / 2;
        Tensor order = new ArgsortOp(axis, middle + 1, false).apply(x);
        Tensor largest = new ArgmaxOp(axis).apply(x);
        return WhereOp.where(new GatherOp(axis).apply(x.detach(), largest).isNan(), largest,
                SliceOp.narrow(order, axis, middle, 1));
    }

    private static ValuesAndIndices taken(Tensor x, Tensor index, int dim, boolean keepDim) {
        int axis = x.shape().axis("gather", dim);
        Tensor values = new GatherOp(axis).apply(x, index);
        return keepDim
                ? new ValuesAndIndices(values, index)
                : new ValuesAndIndices(ReshapeOp.without(values, axis), ReshapeOp.without(index, axis));
    }
}
