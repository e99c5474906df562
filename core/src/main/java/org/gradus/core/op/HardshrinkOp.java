package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = 0 where |x| ≤ λ, else x, element by element; ∂y/∂x = 0 where |x| ≤ λ, else 1. */
public record HardshrinkOp(double lambda) implements MapOp {

    /**
     * y = 0 where |x| ≤ λ, else x; ∂y/∂x = 0 where |x| ≤ λ, else 1.
     *
     * @throws IllegalArgumentException if λ is NaN
     */
    public static Tensor hardshrink(Tensor x, double lambda) {
        return new HardshrinkOp(Numbers.bound("hardshrink", x, lambda)).apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.abs(x) <= lambda ? 0 : x;
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return Sides.of(inputs.get(0), -lambda, lambda);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return WhereOp.where(inputs.get(0).abs().gt(lambda), upstream, 0);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
