package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * y[…,j,…] = x[…,index[j],…]: along a dimension, the slices of x that a vector of indices names. The transpose of
 * {@link IndexAddOp}.
 */
public record IndexSelectOp(int dim) implements Op {

    /**
     * y = the slices of x along a dimension that an index names, in its order and as often as it names them.
     *
     * @param dim may count from the end
     * @param index INT64 [n]
     * @throws IllegalArgumentException if the index is no vector of INT64, or out of range
     */
    public static Tensor indexSelect(Tensor x, int dim, Tensor index) {
        return new IndexSelectOp(x.shape().axis("indexSelect", dim)).apply(x, index);
    }

    static void checkVector(String op, Tensor index) {
        checkArgument(index.shape().rank() == 1, "[%s] the index must be a vector, but is %s; flatten it first", op,
                index.type());
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor index = inputs.get(1);
        checkVector(name(), index);
        IndexRange.check(name(), "the index", index, x.size(dim));
        return new TensorType(x.shape().withSize(dim, index.numel()), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.indexSelect(call.in(0), call.longs(1), call.out(), Spans.around(call.shape(0), dim));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new IndexAddOp(dim, inputs.get(0).size(dim)).apply(upstream, inputs.get(1));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(1);
    }

    @Override
    public @Nullable Tensor vmap(List<Tensor> inputs) {
        Tensor index = inputs.get(1);
        return index.size(0) == 1 ? new IndexSelectOp(dim + 1).apply(inputs.get(0), Vmap.single(index)) : null;
    }
}
