package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = 1/√x, element by element, infinite at 0 and NaN below; ∂y/∂x = −y³/2. */
public record RsqrtOp() implements MapOp {

    /** y = 1/√x, element by element, infinite at 0 and NaN below; ∂y/∂x = −y³/2. */
    public static Tensor rsqrt(Tensor x) {
        return new RsqrtOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return 1 / Math.sqrt(x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(output.mul(output).mul(output)).mul(-0.5);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.OUTPUT;
    }
}
