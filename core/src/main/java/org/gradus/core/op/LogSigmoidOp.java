package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = ln(1 / (1 + e⁻ˣ)) without overflow, element by element; ∂y/∂x = 1 / (1 + eˣ). */
public record LogSigmoidOp() implements MapOp {

    /** y = ln(1 / (1 + e⁻ˣ)) without overflow, element by element; ∂y/∂x = 1 / (1 + eˣ). */
    public static Tensor logSigmoid(Tensor x) {
        return new LogSigmoidOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(inputs.get(0).neg().sigmoid());
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
