package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;

/**
 * y = min(max(x, min), max), element by element, max where the bounds cross; ∂y/∂x = 1 where min ≤ x ≤ max, also at the
 * kinks, else 0.
 *
 * @param min the lower bound, −∞ for none
 * @param max the upper bound, ∞ for none
 */
public record ClampOp(double min, double max) implements MapOp {

    /**
     * y = min(max(x, min), max); ∂y/∂x = 1 where min ≤ x ≤ max, also at the kinks, else 0.
     *
     * @throws IllegalArgumentException if a bound is NaN, or x holds integers and a bound is not whole
     */
    public static Tensor clamp(Tensor x, double min, double max) {
        return new ClampOp(Numbers.bound("clamp", x, min), Numbers.bound("clamp", x, max)).apply(x);
    }

    /** y = max(x, min), with {@link #clamp(Tensor, double, double)}'s gradient: 1 where x = min. */
    public static Tensor clampMin(Tensor x, double min) {
        return clamp(x, min, Double.POSITIVE_INFINITY);
    }

    /** y = min(x, max), with {@link #clamp(Tensor, double, double)}'s gradient: 1 where x = max. */
    public static Tensor clampMax(Tensor x, double max) {
        return clamp(x, Double.NEGATIVE_INFINITY, max);
    }

    /** y = max(x, min), the gradient of which passes as if the bound were not there: ∂y/∂x = 1. */
    static Tensor raise(Tensor x, double min) {
        return x.add(x.detach().neg().add(min).relu());
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Checks.numeric(name(), inputs.get(0));
        return inputs.get(0).type();
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.min(Math.max(x, min), max);
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return Sides.of(inputs.get(0), min, max);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new GateOp(min, max).apply(upstream, inputs.get(0));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
