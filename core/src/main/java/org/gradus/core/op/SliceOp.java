package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Slice;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/** y = x at the positions of a lattice. The transpose of {@link PlaceOp}, which puts them back among zeros. */
public record SliceOp(Lattice lattice) implements Op {

    /** y = x at a lattice's positions; x itself if these are all. */
    static Tensor take(Tensor x, Lattice lattice) {
        return lattice.isAll() ? x : new SliceOp(lattice).apply(x);
    }

    /**
     * y = x at one slice of each of its dimensions, of the first ones if there are fewer slices: Python's
     * {@code x[1:-1, ::2]}.
     *
     * @throws IllegalArgumentException if there are more slices than dimensions
     */
    public static Tensor slice(Tensor x, Slice... slices) {
        checkArgument(slices.length <= x.shape().rank(), "[slice] %s slices are too many for %s", slices.length,
                x.type());
        Lattice lattice = Lattice.of(x.shape());
        for (int d = 0; d < slices.length; d++) {
            lattice = sliced(lattice, d, slices[d]);
        }
        return take(x, lattice);
    }

    /** y = x at a slice of one dimension, which may count from the end. */
    public static Tensor slice(Tensor x, int dim, Slice slice) {
        return take(x, sliced(Lattice.of(x.shape()), x.shape().axis("slice", dim), slice));
    }

    private static Lattice sliced(Lattice lattice, int dim, Slice slice) {
        int size = lattice.shape().size(dim);
        return lattice.every(slice.step(), dim, slice.first(size), slice.count(size));
    }

    /**
     * y = the elements {@code start} … {@code start + length − 1} of x along a dimension; a negative start counts from the
     * end, as the dimension may.
     *
     * @throws IllegalArgumentException if the run does not lie within x
     */
    public static Tensor narrow(Tensor x, int dim, int start, int length) {
        int axis = x.shape().axis("narrow", dim);
        int size = x.size(axis);
        int first = start < 0 ? start + size : start;
        checkArgument(first >= 0 && length >= 0 && length <= size - first,
                "[narrow] start %s and length %s do not lie within dimension %s of %s; it has %s", start, length, dim,
                x.type(), size);
        return take(x, Lattice.of(x.shape()).every(1, axis, first, length));
    }

    /**
     * y = x at one index of a dimension, which is dropped; a negative index counts from the end.
     *
     * @throws IllegalArgumentException if there is no such index
     */
    public static Tensor select(Tensor x, int dim, int index) {
        int axis = x.shape().axis("select", dim);
        int size = x.size(axis);
        checkArgument(index >= -size && index < size,
                "[select] index %s is out of range for dimension %s of %s; use %s to %s", index, dim, x.type(), -size,
                size - 1);
        return take(x, Lattice.of(x.shape()).at(axis, index < 0 ? index + size : index));
    }

    /** y = x with some dimensions in reverse order, or all if none is named. */
    public static Tensor flip(Tensor x, int... dims) {
        Lattice lattice = Lattice.of(x.shape());
        for (int d : Checks.dims("flip", x.shape(), dims).toArray()) {
            lattice = lattice.every(-1, d, x.size(d) - 1, x.size(d));
        }
        return take(x, lattice);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Lattice.checkShape(name(), lattice.whole(), x.shape());
        return new TensorType(lattice.shape(), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.copy(call.in(0), call.out(), lattice.taking());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new PlaceOp(lattice, 0).apply(upstream);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return new SliceOp(lattice.inEach(x.size(0))).apply(x);
    }
}
