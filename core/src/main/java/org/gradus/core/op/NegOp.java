package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.UnaryFunction;

/** y = −x, element by element; ∂y/∂x = −1. */
public record NegOp() implements UnaryOp {

    /**
     * y = −x, element by element; ∂y/∂x = −1.
     *
     * @throws IllegalArgumentException if x is BOOL
     */
    public static Tensor neg(Tensor x) {
        return new NegOp().apply(x);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Checks.numeric(name(), inputs.get(0));
        return inputs.get(0).type();
    }

    @Override
    public UnaryFunction function() {
        return UnaryFunction.NEG;
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.neg();
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }
}
