package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.StridedCopy;

/** y = the inputs one after another along a dimension. */
public record ConcatOp(int dim) implements Op {

    /**
     * y = the tensors one after another along a dimension, which may count from the end.
     *
     * @throws IllegalArgumentException if there is none, or their types or other dimensions differ
     */
    public static Tensor concat(List<Tensor> tensors, int dim) {
        checkArgument(!tensors.isEmpty(), "[concat] needs at least one tensor, but the list is empty");
        return new ConcatOp(tensors.get(0).shape().axis("concat", dim)).apply(tensors.toArray(Tensor[]::new));
    }

    /**
     * y = the tensors one after another along a new dimension.
     *
     * @throws IllegalArgumentException if there is none, or their types or shapes differ
     */
    public static Tensor stack(List<Tensor> tensors, int dim) {
        return concat(tensors.stream().map(tensor -> ReshapeOp.unsqueeze(tensor, dim)).toList(), dim);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor first = inputs.get(0);
        int size = 0;
        for (int i = 0; i < inputs.size(); i++) {
            Tensor x = inputs.get(i);
            checkArgument(
                    x.dtype() == first.dtype() && x.shape().rank() == first.shape().rank()
                            && x.shape().withSize(dim, 0).equals(first.shape().withSize(dim, 0)),
                    "[concat] tensor %s is %s, which does not go with %s: the type and all sizes but dimension %s's must be equal; convert, narrow or pad it",
                    i, x.type(), first.type(), dim);
            size = Math.addExact(size, x.size(dim));
        }
        return new TensorType(first.shape().withSize(dim, size), first.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        int[] strides = call.outShape().strides();
        int start = 0;
        for (int i = 0; i < call.arity(); i++) {
            int[] sizes = call.shape(i).toArray();
            kernels.copy(call.in(i), call.out(),
                    new StridedCopy(sizes, 0, call.shape(i).strides(), start * strides[dim], strides));
            start += sizes[dim];
        }
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        int start = 0;
        for (int i = 0; i < argument; i++) {
            start += inputs.get(i).size(dim);
        }
        return SliceOp.narrow(upstream, dim, start, inputs.get(argument).size(dim));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        return new ConcatOp(dim + 1).apply(Vmap.expanded(inputs));
    }
}
