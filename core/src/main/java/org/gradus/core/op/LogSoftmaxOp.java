package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/** y = x − log Σ exp x along a dimension; ∂(uᵀy)/∂x = u − exp y · Σ u. */
public record LogSoftmaxOp(int dim) implements Op {

    /**
     * y = x − log Σ exp x along a dimension; ∂(uᵀy)/∂x = u − exp y · Σ u.
     *
     * @param dim may count from the end
     * @throws IllegalArgumentException if x is not of floating-point numbers or has no such dimension
     */
    public static Tensor logSoftmax(Tensor x, int dim) {
        return new LogSoftmaxOp(x.shape().axis("logSoftmax", dim)).apply(x);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Checks.floating(name(), inputs.get(0));
        return inputs.get(0).type();
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.logSoftmax(call.in(0), call.out(), Spans.around(call.shape(0), dim));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.sub(output.exp().mul(SumOp.sum(upstream, true, dim)));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.OUTPUT;
    }
}
