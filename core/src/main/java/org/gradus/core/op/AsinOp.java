package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = arcsin x in [−π/2, π/2], element by element, NaN beyond ±1; ∂y/∂x = 1/√(1 − x²). */
public record AsinOp() implements MapOp {

    /** y = arcsin x in [−π/2, π/2], element by element, NaN beyond ±1; ∂y/∂x = 1/√(1 − x²). */
    public static Tensor asin(Tensor x) {
        return new AsinOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.asin(x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor rest = x.neg().add(1).mul(x.add(1));
        return upstream.div(rest.sqrt());
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
