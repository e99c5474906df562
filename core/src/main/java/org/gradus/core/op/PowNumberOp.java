package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/** y = xᵖ for one exponent, element by element; ∂y/∂x = p·xᵖ⁻¹, which is 0 everywhere for p = 0. */
public record PowNumberOp(double exponent) implements MapOp {

    @Override
    public double applyAsDouble(double x) {
        return PowOp.power(x, exponent);
    }

    @Override
    public @Nullable Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        if (exponent == 0) {
            return null;
        }
        return exponent == 1
                ? upstream
                : upstream.mul(inputs.get(0).pow(exponent - 1)).mul(exponent);
    }

    @Override
    public Saves saves(int argument) {
        return exponent == 0 || exponent == 1 ? Saves.NOTHING : Saves.input(0);
    }
}
