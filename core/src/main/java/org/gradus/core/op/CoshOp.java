package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = cosh x, element by element; ∂y/∂x = sinh x. */
public record CoshOp() implements MapOp {

    /** y = cosh x, element by element; ∂y/∂x = sinh x. */
    public static Tensor cosh(Tensor x) {
        return new CoshOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.cosh(x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(SinhOp.sinh(inputs.get(0)));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
