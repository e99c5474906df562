package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/**
 * y = weight·r·(u − Σu/n − x̂·Σu·x̂/n), the gradient of {@link NormalizeOp} by x given that of its output, u; u [o,j,i],
 * x [o,j,i], weight [j] or none. Where x was not centred, Σu/n falls out.
 *
 * <p>
 * y depends on u by a symmetric matrix, so that this is its own backward rule for u. For x, with ∂r/∂x = −r²·x̂/n, it is
 * −(r/n)·(the gradient of x̂·weight for (Σu·x̂)·q + (Σq·x̂)·u, plus x̂·Σq·y).
 */
public record NormalizeGradOp(Normalizer normalizer) implements Op {

    @Override
    public TensorType infer(List<Tensor> inputs) {
        normalizer.check(name(), inputs, 2);
        return inputs.get(0).type();
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.standardizeGrad(call.in(0), call.in(1), call.arity() > 2 ? call.in(2) : null, call.out(),
                normalizer.by());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return switch (argument) {
            case 0 -> gradient(upstream, inputs);
            case 1 -> byNumbers(upstream, output, inputs);
            default -> Normalizer.sums(upstream.mul(normalizer.gradient(inputs.get(0), inputs.get(1))));
        };
    }

    private Tensor gradient(Tensor u, List<Tensor> inputs) {
        return inputs.size() == 2
                ? normalizer.gradient(u, inputs.get(1))
                : normalizer.gradient(u, inputs.get(1), inputs.get(2));
    }

    private Tensor byNumbers(Tensor q, Tensor y, List<Tensor> inputs) {
        Tensor u = inputs.get(0);
        Tensor x = inputs.get(1);
        Tensor crossed = dot(u, x).mul(q).add(dot(q, x).mul(u));
        Tensor along = SumOp.sum(q.mul(y), true, 0, 2).mul(new NormalizeOp(normalizer).apply(x));
        return normalizer.rstd(x).div(-(double) x.size(0) * x.size(2)).mul(gradient(crossed, inputs).add(along));
    }

    /** Σ u·x̂ of each group, [1,j,1]. */
    private Tensor dot(Tensor u, Tensor x) {
        return new NormalizeDotOp(normalizer).apply(u, x).reshape(1, x.size(1), 1);
    }

    @Override
    public Saves saves(int argument) {
        return argument == 1 ? Saves.EVERYTHING : new Saves(-1, false);
    }
}
