package org.gradus.core.op;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** w̄ = ∂⟨g, x ⋆ w⟩/∂w: {@link ConvOp}'s gradient with respect to its weight, given x and the output's gradient g. */
public record ConvKernelGradOp(Convolution convolution) implements Op {

    private static final ImmutableList<String> NAMES = ImmutableList.of("conv1dKernelGrad", "conv2dKernelGrad",
            "conv3dKernelGrad");

    @Override
    public String name() {
        return convolution.named(NAMES);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor g = inputs.get(1);
        Checks.floating(name(), x);
        Checks.sameType(name(), x, g);
        Checks.shape(name(), "input", x, convolution.input());
        Checks.shape(name(), "the output's gradient", g, convolution.output());
        return new TensorType(convolution.weight(), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.convKernelGrad(call.in(0), call.in(1), call.out(), convolution.geometry());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return argument == 0
                ? new ConvTransposeOp(convolution).apply(inputs.get(1), upstream)
                : new ConvOp(convolution).apply(inputs.get(0), upstream);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(1 - argument);
    }

    /** Lanes of g are more filters, and those of x more channels. */
    @Override
    public @Nullable Tensor vmap(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor g = inputs.get(1);
        int lanes = Vmap.count(inputs);
        if (convolution.groups() > 1 || x.size(0) > 1 && g.size(0) > 1) {
            return null;
        }
        if (x.size(0) == 1) {
            var op = new ConvKernelGradOp(convolution.times(1, 1, lanes));
            return Vmap.split(op.apply(Vmap.single(x), Vmap.merged(g, 1)), 0, lanes);
        }
        var op = new ConvKernelGradOp(convolution.times(1, lanes, 1));
        return Vmap.split(op.apply(Vmap.merged(x, 1), Vmap.single(g)), 1, lanes);
    }
}
