package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = x where x &gt; 0, else slope·x, element by element; ∂y/∂x = 1 where x &gt; 0, else the slope, also at the kink x = 0. */
public record LeakyReluOp(double slope) implements MapOp {

    /** y = x where x &gt; 0, else slope·x; ∂y/∂x = 1 where x &gt; 0, else the slope, also at the kink x = 0. */
    public static Tensor leakyRelu(Tensor x, double slope) {
        return new LeakyReluOp(slope).apply(x);
    }

    /** {@link #leakyRelu(Tensor, double)} with a slope of 0.01. */
    public static Tensor leakyRelu(Tensor x) {
        return leakyRelu(x, 0.01);
    }

    @Override
    public double applyAsDouble(double x) {
        return x > 0 ? x : slope * x;
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(inputs.get(0).sign());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new LeakyReluGradOp(slope).apply(upstream, inputs.get(0));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
