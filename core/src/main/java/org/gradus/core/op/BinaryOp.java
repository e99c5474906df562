package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.BinaryFunction;
import org.gradus.core.kernel.Broadcast;
import org.gradus.core.kernel.Kernels;

/** What ops that combine two broadcast operands element by element have in common. */
interface BinaryOp extends Op {

    /** The function. */
    BinaryFunction function();

    @Override
    default TensorType infer(List<Tensor> inputs) {
        Tensor a = inputs.get(0);
        Tensor b = inputs.get(1);
        Checks.sameType(name(), a, b);
        Checks.numeric(name(), a);
        return new TensorType(Shape.broadcast(name(), a.shape(), b.shape()), a.dtype());
    }

    @Override
    default <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.binary(function(), call.in(0), call.in(1), call.out(), plan(call));
    }

    @Override
    default Tensor vmap(List<Tensor> inputs) {
        return apply(Vmap.aligned(inputs));
    }

    /** How the operands of a call are broadcast. */
    static Broadcast plan(Call<?> call) {
        return Broadcast.of(call.shape(0).toArray(), call.shape(1).toArray(), call.outShape().toArray());
    }
}
