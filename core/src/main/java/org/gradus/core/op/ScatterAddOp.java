package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/**
 * y[…,index[…,j,…],…] = Σ x[…,j,…]: along a dimension, x added up where the index says, zeros elsewhere. The transpose of
 * {@link GatherOp}.
 *
 * @param size y's size along the dimension
 */
public record ScatterAddOp(int dim, int size) implements Op {

    /**
     * y = base plus x added up along a dimension where the index says.
     *
     * @param index INT64, of x's shape
     * @throws IllegalArgumentException if index and x differ in shape, base and x differ in type or in a size other than
     *         the dimension's, or an index is out of range
     */
    public static Tensor scatterAdd(Tensor base, int dim, Tensor index, Tensor x) {
        int axis = base.shape().axis("scatterAdd", dim);
        Checks.sameType("scatterAdd", base, x);
        checkArgument(
                base.shape().rank() == x.shape().rank()
                        && base.shape().withSize(axis, 0).equals(x.shape().withSize(axis, 0)),
                "[scatterAdd] the values %s may differ from the base %s in dimension %s alone; expand or narrow them",
                x.shape(), base.shape(), dim);
        return base.add(new ScatterAddOp(axis, base.size(axis)).apply(x, index));
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor index = inputs.get(1);
        Checks.numeric(name(), x);
        checkArgument(x.shape().equals(index.shape()),
                "[scatterAdd] index %s must have the shape of the values %s; expand or narrow it",
                index.shape(), x.shape());
        IndexRange.check(name(), "the index", index, size);
        return new TensorType(x.shape().withSize(dim, size), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.scatterAdd(call.in(0), call.longs(1), call.out(), Spans.around(call.outShape(), dim),
                call.shape(0).size(dim));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new GatherOp(dim).apply(upstream, inputs.get(1));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(1);
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        return new ScatterAddOp(dim + 1, size).apply(Vmap.expanded(inputs));
    }
}
