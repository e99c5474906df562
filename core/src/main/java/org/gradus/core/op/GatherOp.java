package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/** y[…,j,…] = x[…,index[…,j,…],…]: along a dimension, x where the index says. The transpose of {@link ScatterAddOp}. */
public record GatherOp(int dim) implements Op {

    /**
     * y = x along a dimension where the index says; y has the index's shape.
     *
     * @param index INT64, of x's rank; apart from {@code dim} it may be smaller than x, whose rest is then left out
     * @throws IllegalArgumentException if the ranks differ, the index is larger than x, or an index is out of range
     */
    public static Tensor gather(Tensor x, int dim, Tensor index) {
        int axis = x.shape().axis("gather", dim);
        checkRanks("gather", x.shape(), index.shape());
        Tensor source = x;
        for (int d = 0; d < x.shape().rank(); d++) {
            if (d != axis && index.size(d) < x.size(d)) {
                source = SliceOp.narrow(source, d, 0, index.size(d));
            }
        }
        return new GatherOp(axis).apply(source, index);
    }

    static void checkRanks(String op, Shape x, Shape index) {
        checkArgument(x.rank() == index.rank(),
                "[%s] index %s must have as many dimensions as the input %s; unsqueeze it", op,
                index, x);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor index = inputs.get(1);
        checkRanks(name(), x.shape(), index.shape());
        checkArgument(x.shape().withSize(dim, 0).equals(index.shape().withSize(dim, 0)),
                "[gather] index %s must not be larger than the input %s in a dimension other than %s; narrow it",
                index.shape(), x.shape(), dim);
        IndexRange.check(name(), "the index", index, x.size(dim));
        return new TensorType(index.shape(), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.gather(call.in(0), call.longs(1), call.out(), Spans.around(call.shape(0), dim),
                call.shape(1).size(dim));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new ScatterAddOp(dim, inputs.get(0).size(dim)).apply(upstream, inputs.get(1));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(1);
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        return new GatherOp(dim + 1).apply(Vmap.expanded(inputs));
    }
}
