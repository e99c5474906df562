package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = artanh x, element by element, infinite at ±1 and NaN beyond; ∂y/∂x = 1/(1 − x²). */
public record AtanhOp() implements MapOp {

    /** y = artanh x, element by element, infinite at ±1 and NaN beyond; ∂y/∂x = 1/(1 − x²). */
    public static Tensor atanh(Tensor x) {
        return new AtanhOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return (Math.log1p(x) - Math.log1p(-x)) / 2;
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor rest = x.neg().add(1).mul(x.add(1));
        return upstream.div(rest);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
