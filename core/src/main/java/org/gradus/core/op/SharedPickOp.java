package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/**
 * y[…,0,…] = x[…,index[…,0,…],…]: along a dimension, the one element that an index names, of which it does not matter where
 * it stands. All elements equal to it therefore share its gradient evenly, NaN being equal to NaN. {@link GatherOp} lets the
 * one named have it.
 */
public record SharedPickOp(int dim) implements Op {

    @Override
    public TensorType infer(List<Tensor> inputs) {
        return new GatherOp(dim).infer(inputs);
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.gather(call.in(0), call.longs(1), call.out(), Spans.around(call.shape(0), dim), 1);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor equal = x.eq(output).logicalOr(x.isNan().logicalAnd(output.isNan())).to(x.dtype());
        return upstream.mul(equal.div(SumOp.sum(equal, true, dim)));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0).and(Saves.OUTPUT);
    }
}
