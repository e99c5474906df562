package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = min(max(x + 3, 0), 6)/6, element by element; ∂y/∂x = 1/6 where −3 &lt; x &lt; 3, else 0, also at the kinks. */
public record HardsigmoidOp() implements MapOp {

    /** y = min(max(x + 3, 0), 6)/6, element by element; ∂y/∂x = 1/6 where −3 &lt; x &lt; 3, else 0, also at the kinks. */
    public static Tensor hardsigmoid(Tensor x) {
        return new HardsigmoidOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.min(Math.max(x + 3, 0), 6) / 6;
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return Sides.of(inputs.get(0), -3, 3);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new GateOp(Math.nextUp(-3.0), Math.nextDown(3.0)).apply(upstream.div(6), inputs.get(0));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
