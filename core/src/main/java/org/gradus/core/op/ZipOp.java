package org.gradus.core.op;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/**
 * An op that combines two broadcast operands by one function of two numbers: y[i] = f(a[i], b[i]), computed in double
 * precision and rounded once to the element type.
 *
 * <p>
 * This is also how to write an element-wise op of one's own, in one file: a record that says what f is in
 * {@link #applyAsDouble} and what uᵀ·∂y/∂a and uᵀ·∂y/∂b are in {@link #vjp}; the engine sums them over what was
 * broadcast. {@link MapOp} has an example.
 */
public interface ZipOp extends Op, DoubleBinaryOperator {

    /** The operands have one type, which is floating-point unless an op allows more, and shapes that broadcast. */
    @Override
    default TensorType infer(List<Tensor> inputs) {
        Tensor a = inputs.get(0);
        Tensor b = inputs.get(1);
        Checks.sameType(name(), a, b);
        Checks.floating(name(), a);
        return new TensorType(Shape.broadcast(name(), a.shape(), b.shape()), a.dtype());
    }

    @Override
    default <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.zip(this, call.in(0), call.in(1), call.out(), BinaryOp.plan(call));
    }

    @Override
    default Tensor vmap(List<Tensor> inputs) {
        return apply(Vmap.aligned(inputs));
    }
}
