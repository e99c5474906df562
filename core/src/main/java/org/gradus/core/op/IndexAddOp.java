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
 * y[…,k,…] = Σ x[…,j,…] over all j with index[j] = k: along a dimension, the slices of x added up where a vector of indices
 * says, zeros elsewhere. The transpose of {@link IndexSelectOp}.
 *
 * @param size y's size along the dimension
 */
public record IndexAddOp(int dim, int size) implements Op {

    /**
     * y = base plus the slices of x along a dimension added up where an index says.
     *
     * @param dim may count from the end
     * @param index INT64 [n], for x's n slices
     * @throws IllegalArgumentException if the index is no vector of INT64, is out of range, or x does not fit it or the base
     */
    public static Tensor indexAdd(Tensor base, int dim, Tensor index, Tensor x) {
        int axis = base.shape().axis("indexAdd", dim);
        checkArgument(base.shape().rank() == x.shape().rank()
                && base.shape().withSize(axis, 0).equals(x.shape().withSize(axis, 0)),
                "[indexAdd] %s cannot be added to %s along dimension %s: all other dimensions must be equal", x.type(),
                base.type(), dim);
        return base.add(new IndexAddOp(axis, base.size(axis)).apply(x, index));
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor index = inputs.get(1);
        Checks.numeric(name(), x);
        IndexSelectOp.checkVector(name(), index);
        checkArgument(index.numel() == x.size(dim), "[indexAdd] %s indices came for the %s slices of %s", index.numel(),
                x.size(dim), x.type());
        IndexRange.check(name(), "the index", index, size);
        return new TensorType(x.shape().withSize(dim, size), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.indexAdd(call.in(0), call.longs(1), call.out(), Spans.around(call.outShape(), dim));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new IndexSelectOp(dim).apply(upstream, inputs.get(1));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(1);
    }

    @Override
    public @Nullable Tensor vmap(List<Tensor> inputs) {
        Tensor index = inputs.get(1);
        return index.size(0) == 1 ? new IndexAddOp(dim + 1, size).apply(inputs.get(0), Vmap.single(index)) : null;
    }
}
