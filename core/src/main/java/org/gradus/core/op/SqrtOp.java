package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = √x, element by element, NaN below 0; ∂y/∂x = 1/(2y), infinite at 0. */
public record SqrtOp() implements MapOp {

    /** y = √x, element by element, NaN below 0; ∂y/∂x = 1/(2y), infinite at 0. */
    public static Tensor sqrt(Tensor x) {
        return new SqrtOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.sqrt(x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.div(output.mul(2));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.OUTPUT;
    }
}
