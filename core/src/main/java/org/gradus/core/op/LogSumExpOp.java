package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/**
 * y = log Σ exp x along a dimension, computed without overflow, −∞ where there is nothing; ∂y/∂x = exp(x − y), NaN where both
 * are infinite. The dimension stays, with size 1.
 */
public record LogSumExpOp(int dim) implements Op {

    /** y = log Σ exp x over some dimensions, or over all if none is named; ∂y/∂x = exp(x − y). */
    public static Tensor logSumExp(Tensor x, boolean keepDim, int... dims) {
        return ReducedDims.of("logSumExp", x, dims).reduce(x, keepDim, LogSumExpOp::new);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Checks.floating(name(), x);
        return new TensorType(x.shape().withSize(dim, 1), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.logSumExp(call.in(0), call.out(), Spans.around(call.shape(0), dim));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(inputs.get(0).sub(output).exp());
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0).and(Saves.OUTPUT);
    }
}
