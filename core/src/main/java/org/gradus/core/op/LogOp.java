package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.UnaryFunction;

/** y = ln x, element by element; ∂y/∂x = 1/x. */
public record LogOp() implements UnaryOp {

    /**
     * y = ln x, element by element; ∂y/∂x = 1/x.
     *
     * @throws IllegalArgumentException if x is not of floating-point numbers
     */
    public static Tensor log(Tensor x) {
        return new LogOp().apply(x);
    }

    @Override
    public UnaryFunction function() {
        return UnaryFunction.LOG;
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.div(inputs.get(0));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
