package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.UnaryFunction;

/** y = 1 / (1 + e⁻ˣ), element by element; ∂y/∂x = y·(1 − y). */
public record SigmoidOp() implements UnaryOp {

    /**
     * y = 1 / (1 + e⁻ˣ), element by element; ∂y/∂x = y·(1 − y).
     *
     * @throws IllegalArgumentException if x is not of floating-point numbers
     */
    public static Tensor sigmoid(Tensor x) {
        return new SigmoidOp().apply(x);
    }

    @Override
    public UnaryFunction function() {
        return UnaryFunction.SIGMOID;
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(output.sub(output.mul(output)));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.OUTPUT;
    }
}
