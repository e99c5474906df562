package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y = 0 where x &lt; 0, 1 where x &gt; 0 and a value at 0, element by element, and 0 for NaN: the perceptron's step and
 * Heaviside's; ∂y/∂x = 0, so no gradient flows and nothing before a step learns by gradients.
 */
public record StepOp(double atZero) implements MapOp {

    /** y = 1 where x ≥ 0, else 0: a perceptron fires when its threshold is reached; no gradient flows. */
    public static Tensor step(Tensor x) {
        return heaviside(x, 1);
    }

    /** y = 0 where x &lt; 0, 1 where x &gt; 0 and a value at 0; no gradient flows. */
    public static Tensor heaviside(Tensor x, double atZero) {
        return new StepOp(atZero).apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return x == 0 ? atZero : x > 0 ? 1 : 0;
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(output);
    }

    @Override
    public @Nullable Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return null;
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }
}
