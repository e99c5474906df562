package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/**
 * y = Π x along a dimension, 1 of nothing; ∂y/∂xⱼ is the product of all others, taken without a division, so that it is right
 * where elements are 0. The dimension stays, with size 1.
 */
public record ProdOp(int dim) implements Op {

    /** y = Π x over some dimensions, or over all if none is named. */
    public static Tensor prod(Tensor x, boolean keepDim, int... dims) {
        return ReducedDims.of("prod", x, dims).reduce(x, keepDim, ProdOp::new);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Checks.numeric(name(), x);
        return new TensorType(x.shape().withSize(dim, 1), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.prod(call.in(0), call.out(), Spans.around(call.shape(0), dim));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor before = LinearRecurrenceOp.exclusiveCumprod(x, dim, false);
        Tensor after = LinearRecurrenceOp.exclusiveCumprod(x, dim, true);
        return upstream.mul(before.mul(after));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
