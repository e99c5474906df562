package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/**
 * y[j] = Σ u·x̂ over j's group, x̂ being x normalised as in {@link NormalizeOp}; u [o,j,i], x [o,j,i] → y [j]. ∂(qᵀy)/∂u =
 * x̂·q, and ∂(qᵀy)/∂x is the gradient of x̂·q for u.
 */
public record NormalizeDotOp(Normalizer normalizer) implements Op {

    @Override
    public TensorType infer(List<Tensor> inputs) {
        normalizer.check(name(), inputs, 2);
        return new TensorType(Shape.of(inputs.get(0).size(1)), inputs.get(0).dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.standardizedDot(call.in(0), call.in(1), call.out(), normalizer.by());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(1);
        return argument == 0
                ? new NormalizeOp(normalizer).apply(x, upstream)
                : normalizer.gradient(inputs.get(0), x, upstream);
    }

    @Override
    public Saves saves(int argument) {
        return argument == 0 ? Saves.input(1) : Saves.input(0).and(Saves.input(1));
    }
}
