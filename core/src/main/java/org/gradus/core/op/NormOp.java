package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.NormOptions;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * y = (Σ |x|ᵖ)^(1/p) along a dimension, the p-norm of vectors; y = max |x| and min |x| for p = ±∞, and how many are not 0 for
 * p = 0. ∂y/∂x = sign(x)·(|x|/y)^(p−1); for p = ±∞ the sizes that are equal to y share the gradient evenly.
 *
 * <p>
 * Where the norm is 0, and where an element is 0, the gradient is 0, which is a subgradient for p ≥ 1 and PyTorch's choice.
 * The dimension stays, with size 1.
 */
public record NormOp(int dim, double p) implements Op {

    /** y = √Σ x², the Euclidean norm over some dimensions, or over all if none is named. */
    public static Tensor norm(Tensor x, boolean keepDim, int... dims) {
        return norm(x, NormOptions.over(dims).withKeepDim(keepDim));
    }

    /**
     * y = the norm as the options say.
     *
     * @throws IllegalArgumentException if there is nothing to take it of, and p is negative or infinite
     */
    public static Tensor norm(Tensor x, NormOptions options) {
        ReducedDims dims = ReducedDims.of("norm", x, options.dims().toArray());
        if (options.p() < 0 || Double.isInfinite(options.p())) {
            dims.checkNotEmpty("norm", "norm of order " + options.p());
        }
        return dims.reduce(x, options.keepDim(), dim -> new NormOp(dim, options.p()));
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Checks.floating(name(), x);
        return new TensorType(x.shape().withSize(dim, 1), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.norm(p, call.in(0), call.out(), Spans.around(call.shape(0), dim));
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return p == 2 ? List.of(output.eq(0)) : List.of(inputs.get(0).sign(), inputs.get(0).abs().eq(output));
    }

    @Override
    public @Nullable Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        if (p == 0) {
            return null;
        }
        if (p == 1) {
            return upstream.mul(x.sign());
        }
        if (Double.isInfinite(p)) {
            Tensor equal = x.abs().eq(output).to(x.dtype());
            return upstream.mul(equal.div(SumOp.sum(equal, true, dim))).mul(x.sign());
        }
        Tensor vanished = output.eq(0);
        Tensor norm = WhereOp.where(vanished, 1, output);
        Tensor u = WhereOp.where(vanished, 0, upstream);
        return p == 2 ? u.div(norm).mul(x) : u.mul(x.sign()).mul(sizes(x).div(norm).pow(p - 1));
    }

    /** |x|, but 1 where x is 0 and has no part in the gradient, whatever the power. */
    private static Tensor sizes(Tensor x) {
        return WhereOp.where(x.eq(0), 1, x.abs());
    }

    @Override
    public Saves saves(int argument) {
        return p == 0 ? Saves.NOTHING : p == 1 ? Saves.input(0) : Saves.input(0).and(Saves.OUTPUT);
    }
}
