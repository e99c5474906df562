package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/** y = exp x / Σ exp x along a dimension; ∂(uᵀy)/∂x = y·(u − Σ u·y). */
public record SoftmaxOp(int dim) implements Op {

    /**
     * y = exp x / Σ exp x along a dimension; ∂(uᵀy)/∂x = y·(u − Σ u·y).
     *
     * @param dim may count from the end
     * @throws IllegalArgumentException if x is not of floating-point numbers or has no such dimension
     */
    public static Tensor softmax(Tensor x, int dim) {
        return new SoftmaxOp(x.shape().axis("softmax", dim)).apply(x);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Checks.floating(name(), inputs.get(0));
        return inputs.get(0).type();
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.softmax(call.in(0), call.out(), Spans.around(call.shape(0), dim));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return output.mul(upstream.sub(SumOp.sum(upstream.mul(output), true, dim)));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.OUTPUT;
    }
}
