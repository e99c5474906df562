package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.ErrorFunction;

/** y = erfc x = 1 − erf x without cancellation for large x, element by element; ∂y/∂x = −2/√π·exp(−x²). */
public record ErfcOp() implements MapOp {

    private static final double SLOPE = -2 / Math.sqrt(Math.PI);

    /** y = erfc x = 1 − erf x without cancellation for large x, element by element; ∂y/∂x = −2/√π·exp(−x²). */
    public static Tensor erfc(Tensor x) {
        return new ErfcOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return ErrorFunction.erfc(x);
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
