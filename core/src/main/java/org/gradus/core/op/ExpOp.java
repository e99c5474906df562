package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.UnaryFunction;

/** y = eˣ, element by element; ∂y/∂x = y. */
public record ExpOp() implements UnaryOp {

    /**
     * y = eˣ, element by element; ∂y/∂x = y.
     *
     * @throws IllegalArgumentException if x is not of floating-point numbers
     */
    public static Tensor exp(Tensor x) {
        return new ExpOp().apply(x);
    }

    @Override
    public UnaryFunction function() {
        return UnaryFunction.EXP;
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(output);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.OUTPUT;
    }
}
