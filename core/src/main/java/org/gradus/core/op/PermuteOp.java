package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ContiguousSet;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.StridedCopy;

/** y = x with its dimensions in another order: dimension d of y is dimension {@code order[d]} of x. */
public record PermuteOp(ImmutableIntArray order) implements Op {

    /**
     * y = x with its dimensions in this order.
     *
     * @throws IllegalArgumentException unless every dimension is named once
     */
    public static Tensor permute(Tensor x, int... order) {
        int[] axes = order.clone();
        for (int d = 0; d < axes.length; d++) {
            axes[d] = x.shape().axis("permute", axes[d]);
        }
        return new PermuteOp(ImmutableIntArray.copyOf(axes)).apply(x);
    }

    /**
     * y = x with two dimensions exchanged.
     *
     * @throws IllegalArgumentException if x has no such dimension
     */
    public static Tensor transpose(Tensor x, int dim0, int dim1) {
        int[] order = new int[x.shape().rank()];
        for (int d = 0; d < order.length; d++) {
            order[d] = d;
        }
        int a = x.shape().axis("transpose", dim0);
        int b = x.shape().axis("transpose", dim1);
        order[a] = b;
        order[b] = a;
        return permute(x, order);
    }

    /**
     * y = xᵀ for a matrix; a vector or a scalar is its own.
     *
     * @throws IllegalArgumentException if x has more than two dimensions
     */
    public static Tensor t(Tensor x) {
        checkArgument(x.shape().rank() <= 2,
                "[t] needs at most two dimensions, but came %s; transpose batches with mT()",
                x.type());
        return x.shape().rank() < 2 ? x : transpose(x, 0, 1);
    }

    /**
     * y = xᵀ for each matrix of a batch: the last two dimensions exchanged.
     *
     * @throws IllegalArgumentException if x has fewer than two dimensions
     */
    public static Tensor mT(Tensor x) {
        checkArgument(x.shape().rank() >= 2, "[mT] needs a matrix or a batch of them, but came %s", x.type());
        return transpose(x, -2, -1);
    }

    /**
     * y = x with one dimension moved to another place among the others, which keep their order.
     *
     * @throws IllegalArgumentException if x has no such dimension
     */
    public static Tensor movedim(Tensor x, int from, int to) {
        List<Integer> order = new ArrayList<>(ContiguousSet.closedOpen(0, x.shape().rank()));
        int target = x.shape().axis("movedim", to);
        order.add(target, order.remove(x.shape().axis("movedim", from)));
        return permute(x, Ints.toArray(order));
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Shape shape = inputs.get(0).shape();
        boolean complete = order.length() == shape.rank()
                && order.stream().distinct().count() == order.length();
        checkArgument(complete,
                "[permute] %s needs each of its %s dimensions named once, but came %s; name 0 to %s in some order",
                shape, shape.rank(), order, shape.rank() - 1);
        return new TensorType(Shape.of(order.stream().map(shape::size).toArray()), inputs.get(0).dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        int[] source = call.shape(0).strides();
        int[] strides = order.stream().map(d -> source[d]).toArray();
        Shape out = call.outShape();
        kernels.copy(call.in(0), call.out(), new StridedCopy(out.toArray(), 0, strides, 0, out.strides()));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        int[] inverse = new int[order.length()];
        for (int d = 0; d < inverse.length; d++) {
            inverse[order.get(d)] = d;
        }
        return permute(upstream, inverse);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        var lanesFirst = ImmutableIntArray.builder(order.length() + 1).add(0);
        order.forEach(d -> lanesFirst.add(d + 1));
        return new PermuteOp(lanesFirst.build()).apply(inputs.get(0));
    }
}
