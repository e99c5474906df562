package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import org.gradus.core.Shape;
import org.gradus.core.kernel.StridedCopy;

/**
 * Positions at even distances within a row-major array, none of them twice: start + Σ iₔ·strideₔ for every index i of a
 * shape. Slices, whatever their step, flips and diagonals are such.
 *
 * @param whole the shape of the array
 * @param start the position of the first
 * @param strides the distances, in elements of the array, one for each dimension of {@code shape}
 * @param shape how the positions are arranged
 */
public record Lattice(Shape whole, int start, ImmutableIntArray strides, Shape shape) {

    /** Every position of an array. */
    static Lattice of(Shape whole) {
        return new Lattice(whole, 0, ImmutableIntArray.copyOf(whole.strides()), whole);
    }

    /** Of a dimension, counted from 0, the indices {@code first}, {@code first + step}, … alone. */
    Lattice every(int step, int dim, int first, int count) {
        int[] changed = strides.toArray();
        if (count > 1) {
            changed[dim] *= step;
        }
        int shift = count == 0 ? 0 : first * strides.get(dim);
        return new Lattice(whole, start + shift, ImmutableIntArray.copyOf(changed), shape.withSize(dim, count));
    }

    /** Of a dimension, one index alone, so that the dimension is dropped. */
    Lattice at(int dim, int index) {
        return new Lattice(whole, start + index * strides.get(dim), without(strides, dim),
                Shape.of(without(ImmutableIntArray.copyOf(shape.toArray()), dim).toArray()));
    }

    /** The diagonal of two different dimensions, which are dropped; its own comes last. */
    Lattice diagonal(int offset, int rows, int columns) {
        int below = Math.max(0, -offset);
        int right = Math.max(0, offset);
        int length = Math.max(0, Math.min(shape.size(rows) - below, shape.size(columns) - right));
        int shift = length == 0 ? 0 : below * strides.get(rows) + right * strides.get(columns);
        var sizes = ImmutableIntArray.builder();
        var distances = ImmutableIntArray.builder();
        for (int d = 0; d < shape.rank(); d++) {
            if (d != rows && d != columns) {
                sizes.add(shape.size(d));
                distances.add(strides.get(d));
            }
        }
        sizes.add(length);
        distances.add(strides.get(rows) + strides.get(columns));
        return new Lattice(whole, start + shift, distances.build(), Shape.of(sizes.build().toArray()));
    }

    /** The same positions in each of several arrays that follow one another. */
    Lattice inEach(int arrays) {
        var distances = ImmutableIntArray.builder().add(whole.numel()).addAll(strides).build();
        return new Lattice(whole.prepend(arrays), start, distances, shape.prepend(arrays));
    }

    private static ImmutableIntArray without(ImmutableIntArray values, int index) {
        var rest = ImmutableIntArray.builder();
        for (int i = 0; i < values.length(); i++) {
            if (i != index) {
                rest.add(values.get(i));
            }
        }
        return rest.build();
    }

    /** Whether these are all positions in their own order. */
    boolean isAll() {
        return shape.equals(whole) && start == 0 && strides.equals(ImmutableIntArray.copyOf(whole.strides()));
    }

    /** Copies what stands at these positions into an array of their own. */
    StridedCopy taking() {
        return new StridedCopy(shape.toArray(), start, strides.toArray(), 0, shape.strides());
    }

    /** Copies an array of their own to these positions. */
    StridedCopy putting() {
        return new StridedCopy(shape.toArray(), 0, shape.strides(), start, strides.toArray());
    }

    static void checkShape(String op, Shape expected, Shape actual) {
        checkArgument(actual.equals(expected), "[%s] the lattice was laid for a tensor of shape %s, but came %s", op,
                expected, actual);
    }
}
