package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.math.LongMath;
import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The sizes of a tensor's dimensions, outermost first; a scalar has none. Immutable. */
public final class Shape {

    /** The shape of a scalar: no dimension, one element. */
    public static final Shape SCALAR = new Shape(new int[0]);

    private final int[] sizes;
    private final int numel;

    private Shape(int[] sizes) {
        long product = Ints.contains(sizes, 0) ? 0 : 1;
        for (int size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException(
                        "[shape] sizes must not be negative, but came " + Arrays.toString(sizes));
            }
            product = LongMath.saturatedMultiply(product, size);
        }
        if (product > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "[shape] a tensor holds at most 2^31 - 9 elements, but %s would have %s; split it"
                            .formatted(Arrays.toString(sizes), product == Long.MAX_VALUE ? "more than 2^63" : product));
        }
        this.sizes = sizes;
        this.numel = (int) product;
    }

    /**
     * The shape of these sizes, {@code Shape.of(64, 1, 28, 28)}.
     *
     * @throws IllegalArgumentException if a size is negative or the elements are more than an array holds
     */
    public static Shape of(int... sizes) {
        return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
    }

    /** The number of dimensions; 0 for a scalar. */
    public int rank() {
        return sizes.length;
    }

    /** The number of elements: the product of the sizes, 1 for a scalar. */
    public int numel() {
        return numel;
    }

    /**
     * The size of a dimension.
     *
     * @param dim from 0, or from −1 backwards
     * @throws IllegalArgumentException if there is no such dimension
     */
    public int size(int dim) {
        return sizes[axis("size", dim)];
    }

    /** The sizes, in a new array. */
    public int[] toArray() {
        return sizes.clone();
    }

    /**
     * A dimension counted from 0, given one that may count from the end.
     *
     * @param op the operation on whose behalf it is asked, for the message
     * @throws IllegalArgumentException if there is no such dimension
     */
    public int axis(String op, int dim) {
        checkArgument(rank() > 0, "[%s] a scalar has no dimension %s; unsqueeze it first", op, dim);
        checkArgument(dim >= -rank() && dim < rank(), "[%s] dimension %s is out of range for %s; use %s to %s", op, dim,
                this, -rank(), rank() - 1);
        return dim < 0 ? dim + rank() : dim;
    }

    /** The product of the sizes of dimensions {@code from} (inclusive) to {@code to} (exclusive). */
    public int numel(int from, int to) {
        int product = 1;
        for (int d = from; d < to; d++) {
            product *= sizes[d];
        }
        return product;
    }

    /** This shape with one dimension's size replaced; {@code dim} as for {@link #size}. */
    public Shape withSize(int dim, int size) {
        int[] changed = sizes.clone();
        changed[axis("shape", dim)] = size;
        return new Shape(changed);
    }

    /** This shape with a dimension of a size put in front. */
    public Shape prepend(int size) {
        return new Shape(Ints.concat(new int[]{size}, sizes));
    }

    /** The row-major strides: how many elements lie between neighbours in each dimension. */
    public int[] strides() {
        int[] strides = new int[rank()];
        int stride = 1;
        for (int d = rank() - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= sizes[d];
        }
        return strides;
    }

    /**
     * The shape that both broadcast to: aligned at the last dimension, sizes must be equal or one of them 1.
     *
     * @param op the operation on whose behalf it is asked, for the message
     * @throws IllegalArgumentException if they do not fit, naming both shapes and the dimension
     */
    public static Shape broadcast(String op, Shape a, Shape b) {
        if (a.equals(b)) {
            return a;
        }
        int rank = Math.max(a.rank(), b.rank());
        int[] sizes = new int[rank];
        for (int d = 1; d <= rank; d++) {
            int left = d <= a.rank() ? a.sizes[a.rank() - d] : 1;
            int right = d <= b.rank() ? b.sizes[b.rank() - d] : 1;
            checkArgument(left == right || left == 1 || right == 1,
                    "[%s] shapes %s and %s do not broadcast: dimension -%s is %s against %s; it must be equal or 1",
                    op, a, b, d, left, right);
            sizes[rank - d] = left == 1 ? right : left;
        }
        return new Shape(sizes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /** The sizes in brackets, {@code [64,1,28,28]}. */
    @Override
    public String toString() {
        return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
