package org.gradus.core.op;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/**
 * An op that applies one function of a number to every element: y[i] = f(x[i]), computed in double precision and rounded
 * once to the element type.
 *
 * <p>
 * This is also how to write an element-wise op of one's own, in one file: a record that says what f is in
 * {@link #applyAsDouble} and what uᵀ·∂y/∂x is in {@link #vjp}. Everything else is here.
 *
 * {@snippet :
 * record CubeOp() implements MapOp {
 *
 *     static Tensor cube(Tensor x) {
 *         return new CubeOp().apply(x);
 *     }
 *
 *     public double applyAsDouble(double x) {
 *         return x * x * x;
 *     }
 *
 *     public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
 *         Tensor x = inputs.get(0);
 *         return upstream.mul(x.mul(x).mul(3));
 *     }
 *
 *     public Saves saves(int argument) {
 *         return Saves.input(0);
 *     }
 * }
 * }
 */
public interface MapOp extends Op, DoubleUnaryOperator {

    /** The output has the input's shape and type, which is floating-point unless an op allows more. */
    @Override
    default TensorType infer(List<Tensor> inputs) {
        Checks.floating(name(), inputs.get(0));
        return inputs.get(0).type();
    }

    @Override
    default <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.map(this, call.in(0), call.out());
    }

    @Override
    default Tensor vmap(List<Tensor> inputs) {
        return apply(inputs.get(0));
    }
}
