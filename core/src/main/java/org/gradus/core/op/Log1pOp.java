package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = ln(1 + x) without cancellation near 0, element by element; ∂y/∂x = 1/(1 + x). */
public record Log1pOp() implements MapOp {

    /** y = ln(1 + x) without cancellation near 0, element by element; ∂y/∂x = 1/(1 + x). */
    public static Tensor log1p(Tensor x) {
        return new Log1pOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.log1p(x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.div(inputs.get(0).add(1));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
