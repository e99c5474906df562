package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/** y[…,j,…] = Σ x[…,k,…] over k ≤ j along a dimension, or over k ≥ j in reverse; each way is the other's transpose. */
public record CumsumOp(int dim, boolean reverse) implements Op {

    /** y = the sums of x from the first element on along a dimension, which may count from the end. */
    public static Tensor cumsum(Tensor x, int dim) {
        return new CumsumOp(x.shape().axis("cumsum", dim), false).apply(x);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Checks.numeric(name(), inputs.get(0));
        return inputs.get(0).type();
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.cumsum(call.in(0), call.out(), Spans.around(call.shape(0), dim), reverse);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new CumsumOp(dim, !reverse).apply(upstream);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        return new CumsumOp(dim + 1, reverse).apply(inputs.get(0));
    }
}
