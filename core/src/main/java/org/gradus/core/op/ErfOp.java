package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.ErrorFunction;

/** y = erf x = 2/√π·∫₀ˣ exp(−t²) dt, element by element; ∂y/∂x = 2/√π·exp(−x²). */
public record ErfOp() implements MapOp {

    private static final double SLOPE = 2 / Math.sqrt(Math.PI);

    /** y = erf x = 2/√π·∫₀ˣ exp(−t²) dt, element by element; ∂y/∂x = 2/√π·exp(−x²). */
    public static Tensor erf(Tensor x) {
        return new ErfOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return ErrorFunction.erf(x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return upstream.mul(x.mul(x).neg().exp()).mul(SLOPE);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
