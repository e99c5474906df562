package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/** y = x with the same elements, in the same row-major order, in another shape; the data is shared. */
public record ReshapeOp(Shape shape) implements Op {

    /**
     * y = x in another shape; x itself if it has that shape.
     *
     * @throws IllegalArgumentException if the shape has another number of elements
     */
    public static Tensor reshape(Tensor x, Shape shape) {
        return x.shape().equals(shape) ? x : new ReshapeOp(shape).apply(x);
    }

    /**
     * y = x in a shape of these sizes, of which one may be −1: whatever is left.
     *
     * @throws IllegalArgumentException if the elements do not fit
     */
    public static Tensor reshape(Tensor x, int... sizes) {
        return reshape(x, Shape.of(completed("reshape", x, x.numel(), sizes)));
    }

    /** The sizes with −1 replaced by what is left of so many elements. */
    private static int[] completed(String op, Tensor x, int numel, int[] sizes) {
        int[] completed = sizes.clone();
        int open = -1;
        long known = 1;
        for (int d = 0; d < sizes.length; d++) {
            if (sizes[d] == -1) {
                checkArgument(open < 0, "[%s] only one size may be -1, but came %s; give the others", op,
                        Arrays.toString(sizes));
                open = d;
            } else {
                known *= sizes[d];
            }
        }
        if (open >= 0) {
            checkArgument(known > 0 && numel % known == 0,
                    "[%s] the %s elements of %s do not divide into %s; the known sizes must have a product that divides them",
                    op, numel, x.type(), Arrays.toString(sizes));
            completed[open] = (int) (numel / known);
        }
        return completed;
    }

    /**
     * y = x with dimensions {@code from} to {@code to}, both inclusive, merged into one; a scalar becomes [1].
     *
     * @throws IllegalArgumentException if x has no such dimension or {@code to} comes before {@code from}
     */
    public static Tensor flatten(Tensor x, int from, int to) {
        Shape shape = x.shape();
        if (shape.rank() == 0) {
            return reshape(x, 1);
        }
        int first = shape.axis("flatten", from);
        int last = shape.axis("flatten", to);
        checkArgument(first <= last, "[flatten] dimension %s must not come after %s in %s; exchange them", from, to,
                shape);
        int[] sizes = new int[shape.rank() - (last - first)];
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = d < first
                    ? shape.size(d)
                    : d == first ? shape.numel(first, last + 1) : shape.size(d + last - first);
        }
        return reshape(x, Shape.of(sizes));
    }

    /**
     * y = x with a dimension of size 1 inserted before {@code dim}, which may be one past the last.
     *
     * @throws IllegalArgumentException if there is no such place
     */
    public static Tensor unsqueeze(Tensor x, int dim) {
        int rank = x.shape().rank();
        checkArgument(dim >= -rank - 1 && dim <= rank, "[unsqueeze] dimension %s is out of range for %s; use %s to %s",
                dim, x.shape(), -rank - 1, rank);
        int at = dim < 0 ? dim + rank + 1 : dim;
        int[] sizes = new int[rank + 1];
        for (int d = 0; d <= rank; d++) {
            sizes[d] = d < at ? x.size(d) : d == at ? 1 : x.size(d - 1);
        }
        return reshape(x, Shape.of(sizes));
    }

    /**
     * y = x without its dimension {@code dim} if that has size 1, and x itself otherwise.
     *
     * @throws IllegalArgumentException if x has no such dimension
     */
    public static Tensor squeeze(Tensor x, int dim) {
        int at = x.shape().axis("squeeze", dim);
        return x.size(at) == 1 ? without(x, at) : x;
    }

    /** y = x without all its dimensions of size 1. */
    public static Tensor squeeze(Tensor x) {
        return reshape(x, Shape.of(IntStream.of(x.shape().toArray()).filter(size -> size != 1).toArray()));
    }

    /**
     * y = x with one dimension split into several, the reverse of {@link #flatten}; one of their sizes may be −1.
     *
     * @throws IllegalArgumentException unless the product of the sizes is the dimension's
     */
    public static Tensor unflatten(Tensor x, int dim, int... sizes) {
        int axis = x.shape().axis("unflatten", dim);
        int[] parts = completed("unflatten", x, x.size(axis), sizes);
        checkArgument(Shape.of(parts).numel() == x.size(axis), "[unflatten] dimension %s of %s does not split into %s",
                dim, x.type(), Arrays.toString(sizes));
        int[] all = x.shape().toArray();
        return reshape(x, Shape.of(Ints.concat(Arrays.copyOf(all, axis), parts,
                Arrays.copyOfRange(all, axis + 1, all.length))));
    }

    static Tensor without(Tensor x, int dim) {
        int[] sizes = new int[x.shape().rank() - 1];
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = x.size(d < dim ? d : d + 1);
        }
        return reshape(x, Shape.of(sizes));
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        checkArgument(x.numel() == shape.numel(),
                "[reshape] %s has %s elements, but shape %s needs %s; let a size be -1",
                x.type(), x.numel(), shape, shape.numel());
        return new TensorType(shape, x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        call.share(0);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return reshape(upstream, inputs.get(0).shape());
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return reshape(x, shape.prepend(x.size(0)));
    }
}
