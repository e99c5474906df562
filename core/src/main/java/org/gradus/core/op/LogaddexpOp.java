package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = ln(eᵃ + eᵇ) without overflow, element by element, broadcast; ∂y/∂a = 1 / (1 + eᵇ⁻ᵃ), ∂y/∂b = 1 / (1 + eᵃ⁻ᵇ). */
public record LogaddexpOp() implements ZipOp {

    /** y = ln(eᵃ + eᵇ) without overflow; ∂y/∂a = 1 / (1 + eᵇ⁻ᵃ), ∂y/∂b = 1 / (1 + eᵃ⁻ᵇ). */
    public static Tensor logaddexp(Tensor a, Tensor b) {
        return new LogaddexpOp().apply(a, b);
    }

    /** Equal infinities have no difference, and are their own result. */
    @Override
    public double applyAsDouble(double a, double b) {
        return a == b && Double.isInfinite(a)
                ? a
                : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(inputs.get(argument).sub(inputs.get(1 - argument)).sigmoid());
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0).and(Saves.input(1));
    }
}
