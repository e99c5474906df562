package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = arcosh x, element by element, NaN below 1; ∂y/∂x = 1/√(x² − 1). */
public record AcoshOp() implements MapOp {

    /** y = arcosh x, element by element, NaN below 1; ∂y/∂x = 1/√(x² − 1). */
    public static Tensor acosh(Tensor x) {
        return new AcoshOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        double above = x - 1;
        return Math.log1p(above + Math.sqrt(above) * Math.sqrt(x + 1));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return upstream.mul(x.sub(1).mul(x.add(1)).rsqrt());
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
