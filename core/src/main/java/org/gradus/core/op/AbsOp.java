package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;

/** y = |x|, element by element; ∂y/∂x = sign x, 0 at the kink x = 0. */
public record AbsOp() implements MapOp {

    /** y = |x|, element by element; ∂y/∂x = sign x, 0 at the kink x = 0. */
    public static Tensor abs(Tensor x) {
        return new AbsOp().apply(x);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Checks.numeric(name(), inputs.get(0));
        return inputs.get(0).type();
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.abs(x);
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(inputs.get(0).sign());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(inputs.get(0).sign());
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
