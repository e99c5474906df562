package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = sin x, element by element, x in radians; ∂y/∂x = cos x. */
public record SinOp() implements MapOp {

    /** y = sin x, element by element, x in radians; ∂y/∂x = cos x. */
    public static Tensor sin(Tensor x) {
        return new SinOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.sin(x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(inputs.get(0).cos());
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
