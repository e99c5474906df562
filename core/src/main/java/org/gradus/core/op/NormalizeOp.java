package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Affine;
import org.gradus.core.kernel.Kernels;

/**
 * y = x̂·weight + bias with x̂ = (x − m)·r, x normalised; x [o,j,i], weight [j] or none, bias [j] or none. m and r were
 * found before, by one pass over x, and stand for functions of x nevertheless, unless they are given constants.
 *
 * <p>
 * ∂(uᵀy)/∂x = weight·r·(u − Σu/n − x̂·Σu·x̂/n) with sums over the n numbers of j's group, {@link NormalizeGradOp};
 * ∂(uᵀy)/∂weight = Σ u·x̂, {@link NormalizeDotOp}. The three are each other's backward rules.
 */
public record NormalizeOp(Normalizer normalizer) implements Op {

    @Override
    public TensorType infer(List<Tensor> inputs) {
        normalizer.check(name(), inputs, 1);
        return inputs.get(0).type();
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.standardize(call.in(0), new Affine<>(call.arity() > 1 ? call.in(1) : null,
                call.arity() > 2 ? call.in(2) : null, call.shape(0).size(2)), call.out(), normalizer.by());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return switch (argument) {
            case 0 -> inputs.size() == 1
                    ? normalizer.gradient(upstream, x)
                    : normalizer.gradient(upstream, x, inputs.get(1));
            case 1 -> new NormalizeDotOp(normalizer).apply(upstream, x);
            default -> Normalizer.sums(upstream);
        };
    }

    @Override
    public Saves saves(int argument) {
        return switch (argument) {
            case 0 -> normalizer.source() == Normalizer.Source.GIVEN
                    ? Saves.input(1)
                    : Saves.input(0).and(Saves.input(1));
            case 1 -> Saves.input(0);
            default -> Saves.NOTHING;
        };
    }
}
