package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = arctan x in [−π/2, π/2], element by element; ∂y/∂x = 1/(1 + x²). */
public record AtanOp() implements MapOp {

    /** y = arctan x in [−π/2, π/2], element by element; ∂y/∂x = 1/(1 + x²). */
    public static Tensor atan(Tensor x) {
        return new AtanOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.atan(x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return upstream.div(x.mul(x).add(1));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
