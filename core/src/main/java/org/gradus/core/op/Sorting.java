package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.ValuesAndIndices;

/**
 * Elements in order of size along a dimension, which may count from the end. Equal ones keep their order, NaN counts as
 * largest, and gradients go back to where elements were taken from.
 */
public final class Sorting {

    private Sorting() {}

    /** The elements in ascending order, and where they stood. */
    public static ValuesAndIndices sort(Tensor x, int dim) {
        return sort(x, dim, false);
    }

    /** The elements in ascending order, or in descending order, and where they stood. */
    public static ValuesAndIndices sort(Tensor x, int dim, boolean descending) {
        int axis = x.shape().axis("sort", dim);
        return first(x, axis, x.size(axis), descending);
    }

    /**
     * The k largest elements, the largest first, and where they stood.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public static ValuesAndIndices topk(Tensor x, int k, int dim) {
        return topk(x, k, dim, true);
    }

    /**
     * The k largest elements, the largest first, or the k smallest, the smallest first, and where they stood.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public static ValuesAndIndices topk(Tensor x, int k, int dim, boolean largest) {
        int axis = x.shape().axis("topk", dim);
        checkArgument(k >= 0 && k <= x.size(axis), "[topk] %s elements are not to be had along dimension %s of %s", k,
                dim,
                x.type());
        return first(x, axis, k, largest);
    }

    private static ValuesAndIndices first(Tensor x, int axis, int picks, boolean descending) {
        Tensor index = new ArgsortOp(axis, picks, descending).apply(x);
        return new ValuesAndIndices(new GatherOp(axis).apply(x, index), index);
    }
}
