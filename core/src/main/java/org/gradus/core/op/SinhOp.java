package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = sinh x, element by element; ∂y/∂x = cosh x. */
public record SinhOp() implements MapOp {

    /** y = sinh x, element by element; ∂y/∂x = cosh x. */
    public static Tensor sinh(Tensor x) {
        return new SinhOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.sinh(x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(CoshOp.cosh(inputs.get(0)));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
