package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Conv2dOptions;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/**
 * w̄ = ∂⟨g, x ⋆ w⟩/∂w: {@link Conv2dOp}'s gradient with respect to its weight.
 *
 * @param weightShape the shape of w, which x and g alone do not determine
 */
public record Conv2dKernelGradOp(Conv2dOptions options, Shape weightShape) implements Op {

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor g = inputs.get(1);
        Checks.floating(name(), x);
        Checks.sameType(name(), x, g);
        Checks.rank(name(), "input", x, "N,C,H,W");
        Conv2dInputGradOp.checkGradient(name(), options, x.shape(), weightShape, g.shape());
        return new TensorType(weightShape, x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.conv2dKernelGrad(call.in(0), call.in(1), call.out(),
                Conv2dOp.geometry(name(), options, call.shape(0), weightShape));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return argument == 0
                ? new Conv2dInputGradOp(options, inputs.get(0).shape()).apply(inputs.get(1), upstream)
                : Conv2dOp.conv2d(inputs.get(0), upstream, options);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(1 - argument);
    }
}
