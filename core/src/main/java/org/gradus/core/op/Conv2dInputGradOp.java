package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

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
 * x̄ = ∂⟨g, x ⋆ w⟩/∂x: {@link Conv2dOp}'s gradient with respect to its input, also known as the transposed convolution of g
 * with w.
 *
 * @param inputShape the shape of x, which g and w alone do not determine
 */
public record Conv2dInputGradOp(Conv2dOptions options, Shape inputShape) implements Op {

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor g = inputs.get(0);
        Tensor weight = inputs.get(1);
        Checks.floating(name(), g);
        Checks.sameType(name(), g, weight);
        Checks.rank(name(), "weight", weight, "K,C/groups,R,S");
        checkGradient(name(), options, inputShape, weight.shape(), g.shape());
        return new TensorType(inputShape, g.dtype());
    }

    /** The gradient g has the shape that x ⋆ w has. */
    static void checkGradient(String op, Conv2dOptions options, Shape x, Shape weight, Shape g) {
        var geometry = Conv2dOp.geometry(op, options, x, weight);
        Shape expected = Shape.of(geometry.batch(), geometry.filters(), geometry.height().out(),
                geometry.width().out());
        checkArgument(g.equals(expected),
                "[%s] the output's gradient must be %s for input %s and weight %s, but is %s; pass one of conv2d's output",
                op, expected, x, weight, g);
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.conv2dInputGrad(call.in(0), call.in(1), call.out(),
                Conv2dOp.geometry(name(), options, inputShape, call.shape(1)));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return argument == 0
                ? Conv2dOp.conv2d(upstream, inputs.get(1), options)
                : new Conv2dKernelGradOp(options, inputs.get(1).shape()).apply(upstream, inputs.get(0));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(1 - argument);
    }
}
