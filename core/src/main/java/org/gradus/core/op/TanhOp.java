package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.UnaryFunction;

/** y = tanh x, element by element; ∂y/∂x = 1 − y². */
public record TanhOp() implements UnaryOp {

    /**
     * y = tanh x, element by element; ∂y/∂x = 1 − y².
     *
     * @throws IllegalArgumentException if x is not of floating-point numbers
     */
    public static Tensor tanh(Tensor x) {
        return new TanhOp().apply(x);
    }

    @Override
    public UnaryFunction function() {
        return UnaryFunction.TANH;
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.sub(upstream.mul(output).mul(output));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.OUTPUT;
    }
}
