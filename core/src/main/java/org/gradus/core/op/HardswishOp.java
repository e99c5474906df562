package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/**
 * y = x·min(max(x + 3, 0), 6)/6, element by element; ∂y/∂x = 0 for x ≤ −3, 1 for x ≥ 3 and x/3 + 1/2 between.
 *
 * <p>
 * Source: A. Howard et al., <i>Searching for MobileNetV3</i>, ICCV 2019, equation (3).
 */
public record HardswishOp() implements MapOp {

    /** y = x·min(max(x + 3, 0), 6)/6, element by element; ∂y/∂x = 0 for x ≤ −3, 1 for x ≥ 3 and x/3 + 1/2 between. */
    public static Tensor hardswish(Tensor x) {
        return new HardswishOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return x * Math.min(Math.max(x + 3, 0), 6) / 6;
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return Sides.of(inputs.get(0), -3, 3);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor rising = upstream.mul(x.div(3).add(0.5));
        return WhereOp.where(x.ge(3), upstream, new GateOp(Math.nextUp(-3.0), 3).apply(rising, x));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
