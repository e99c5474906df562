package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = x − λ where x &gt; λ, x + λ where x &lt; −λ, else 0, element by element; ∂y/∂x = 0 where |x| ≤ λ, else 1. */
public record SoftshrinkOp(double lambda) implements MapOp {

    /**
     * y = x − λ where x &gt; λ, x + λ where x &lt; −λ, else 0; ∂y/∂x = 0 where |x| ≤ λ, else 1.
     *
     * @throws IllegalArgumentException if λ is negative or NaN
     */
    public static Tensor softshrink(Tensor x, double lambda) {
        checkArgument(lambda >= 0, "[softshrink] lambda must not be negative, but is %s", lambda);
        return new SoftshrinkOp(Numbers.bound("softshrink", x, lambda)).apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        if (Math.abs(x) <= lambda) {
            return 0;
        }
        return x > 0 ? x - lambda : x + lambda;
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
