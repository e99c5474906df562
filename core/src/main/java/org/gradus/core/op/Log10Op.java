package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = log₁₀ x, element by element; ∂y/∂x = 1/(x·ln 10). */
public record Log10Op() implements MapOp {

    private static final double LN_10 = Math.log(10);

    /** y = log₁₀ x, element by element; ∂y/∂x = 1/(x·ln 10). */
    public static Tensor log10(Tensor x) {
        return new Log10Op().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.log10(x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.div(inputs.get(0).mul(LN_10));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
