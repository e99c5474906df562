package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Affine;
import org.gradus.core.kernel.Kernels;

/**
 * y = x̂·weight[c] + bias[c], x̂ being rows x [1,j,i] normalised each by itself as in {@link NormalizeOp}, and c the channel
 * of an element, of which a row goes through several; weight [c], bias [c].
 *
 * <p>
 * ∂(uᵀy)/∂x is the gradient of x̂ for u·weight[c]; ∂(uᵀy)/∂weight[c] = Σ u·x̂ and ∂(uᵀy)/∂bias[c] = Σ u over c's elements.
 *
 * @param pixels how many neighbours are of one channel
 */
public record NormalizeRowsOp(Normalizer normalizer, int pixels) implements Op {

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        normalizer.check(name(), List.of(x), 1);
        Shape channels = inputs.get(1).shape();
        for (Tensor each : inputs.subList(1, inputs.size())) {
            Checks.sameType(name(), x, each);
            checkArgument(each.shape().equals(channels) && channels.rank() == 1
                    && x.numel() % Math.max(1, channels.numel() * pixels) == 0,
                    "[%s] weight and bias must be [C] with a number of channels C that divides the rows of %s into %s pixels each, but came %s; reshape it",
                    name(), x.shape(), pixels, each.shape());
        }
        return x.type();
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.standardize(call.in(0), new Affine<>(call.in(1), call.arity() > 2 ? call.in(2) : null, pixels),
                call.out(), normalizer.by());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor weight = inputs.get(1);
        int channels = weight.numel();
        return switch (argument) {
            case 0 -> normalizer.gradient(ReshapeOp.reshape(
                    byChannel(upstream, channels).mul(weight.reshape(channels, 1)), upstream.shape()), x);
            case 1 -> Normalizer.sums(byChannel(upstream.mul(new NormalizeOp(normalizer).apply(x)), channels));
            default -> Normalizer.sums(byChannel(upstream, channels));
        };
    }

    /** Rows seen as [n,c,pixels]. */
    private Tensor byChannel(Tensor rows, int channels) {
        return rows.reshape(rows.numel() / Math.max(1, channels * pixels), channels, pixels);
    }

    @Override
    public Saves saves(int argument) {
        return switch (argument) {
            case 0 -> Saves.input(0).and(Saves.input(1));
            case 1 -> Saves.input(0);
            default -> Saves.NOTHING;
        };
    }
}
