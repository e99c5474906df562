package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.BinaryFunction;
import org.gradus.core.kernel.Broadcast;
import org.gradus.core.kernel.Kernels;

/** y = x², element by element; ∂y/∂x = 2x. */
public record SquareOp() implements Op {

    /** y = x², element by element; ∂y/∂x = 2x. */
    public static Tensor square(Tensor x) {
        return new SquareOp().apply(x);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Checks.numeric(name(), inputs.get(0));
        return inputs.get(0).type();
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        int[] sizes = call.outShape().toArray();
        kernels.binary(BinaryFunction.MUL, call.in(0), call.in(0), call.out(), Broadcast.of(sizes, sizes, sizes));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(inputs.get(0).mul(2));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        return apply(inputs.get(0));
    }
}
