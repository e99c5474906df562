package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = eˣ − 1 without cancellation near 0, element by element; ∂y/∂x = eˣ. */
public record Expm1Op() implements MapOp {

    /** y = eˣ − 1 without cancellation near 0, element by element; ∂y/∂x = eˣ. */
    public static Tensor expm1(Tensor x) {
        return new Expm1Op().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.expm1(x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(inputs.get(0).exp());
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
