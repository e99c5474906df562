package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = tan x, element by element, x in radians; ∂y/∂x = 1 + y². */
public record TanOp() implements MapOp {

    /** y = tan x, element by element, x in radians; ∂y/∂x = 1 + y². */
    public static Tensor tan(Tensor x) {
        return new TanOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.tan(x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.add(upstream.mul(output).mul(output));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.OUTPUT;
    }
}
