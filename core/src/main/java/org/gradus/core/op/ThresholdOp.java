package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = x where x &gt; threshold, else a value, element by element; ∂y/∂x = 1 where x &gt; threshold, else 0. */
public record ThresholdOp(double threshold, double value) implements MapOp {

    /**
     * y = x where x &gt; threshold, else a value; ∂y/∂x = 1 where x &gt; threshold, else 0.
     *
     * @throws IllegalArgumentException if the threshold is NaN
     */
    public static Tensor threshold(Tensor x, double threshold, double value) {
        return new ThresholdOp(Numbers.bound("threshold", x, threshold), value).apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return x <= threshold ? value : x;
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return Sides.of(inputs.get(0), threshold);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return WhereOp.where(inputs.get(0).le(threshold), 0, upstream);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
