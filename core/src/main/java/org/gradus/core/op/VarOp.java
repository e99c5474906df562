package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.VarMean;
import org.gradus.core.VarOptions;
import org.gradus.core.kernel.Kernels;

/**
 * y = Σ (x − m)² / max(0, n − correction) along a dimension of n elements with mean m, in two passes, so that a large mean
 * costs no digits; ∂y/∂x = 2·(x − m)/(n − correction). NaN where nothing is left to divide by. The dimension stays, with
 * size 1.
 */
public record VarOp(int dim, double correction) implements Op {

    /** y = the variance over some dimensions, or over all if none is named, with correction 1. */
    public static Tensor var(Tensor x, boolean keepDim, int... dims) {
        return var(x, VarOptions.over(dims).withKeepDim(keepDim));
    }

    /** y = the variance as the options say. */
    public static Tensor var(Tensor x, VarOptions options) {
        return ReducedDims.of("var", x, options.dims().toArray()).reduce(x, options.keepDim(),
                dim -> new VarOp(dim, options.correction()));
    }

    /** y = the standard deviation over some dimensions, or over all if none is named, with correction 1. */
    public static Tensor std(Tensor x, boolean keepDim, int... dims) {
        return std(x, VarOptions.over(dims).withKeepDim(keepDim));
    }

    /** y = √var(x), the standard deviation as the options say; where it is 0, its gradient is 0, as in PyTorch. */
    public static Tensor std(Tensor x, VarOptions options) {
        Tensor var = var(x, options);
        Tensor none = var.eq(0);
        return WhereOp.where(none, 0, WhereOp.where(none, 1, var).sqrt());
    }

    /** The variance as the options say, and the mean. */
    public static VarMean varMean(Tensor x, VarOptions options) {
        return new VarMean(var(x, options), x.mean(options.keepDim(), options.dims().toArray()));
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Checks.floating(name(), x);
        return new TensorType(x.shape().withSize(dim, 1), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.variance(call.in(0), call.out(), Spans.around(call.shape(0), dim), correction);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return upstream.mul(2 / (x.size(dim) - correction)).mul(x.sub(x.mean(true, dim)));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
