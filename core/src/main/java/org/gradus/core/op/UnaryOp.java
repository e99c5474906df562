package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.UnaryFunction;

/** What ops that apply one function to every element have in common. */
interface UnaryOp extends Op {

    /** The function. */
    UnaryFunction function();

    @Override
    default TensorType infer(List<Tensor> inputs) {
        Checks.floating(name(), inputs.get(0));
        return inputs.get(0).type();
    }

    @Override
    default <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.unary(function(), call.in(0), call.out());
    }

    @Override
    default Tensor vmap(List<Tensor> inputs) {
        return apply(inputs.get(0));
    }
}
