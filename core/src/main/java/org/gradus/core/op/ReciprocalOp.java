package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = 1/x, element by element; ∂y/∂x = −y². */
public record ReciprocalOp() implements MapOp {

    /** y = 1/x, element by element; ∂y/∂x = −y². */
    public static Tensor reciprocal(Tensor x) {
        return new ReciprocalOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return 1 / x;
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(output.mul(output)).neg();
    }

    @Override
    public Saves saves(int argument) {
        return Saves.OUTPUT;
    }
}
