package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.BinaryFunction;

/** y = a / b element by element, broadcast; ∂y/∂a = 1/b, ∂y/∂b = −y/b. */
public record DivOp() implements BinaryOp {

    /**
     * y = a / b element by element, broadcast; ∂y/∂a = 1/b, ∂y/∂b = −y/b.
     *
     * @throws IllegalArgumentException if the types differ or are not floating-point, or the shapes do not broadcast
     */
    public static Tensor div(Tensor a, Tensor b) {
        return new DivOp().apply(a, b);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Checks.floating(name(), inputs.get(0));
        return BinaryOp.super.infer(inputs);
    }

    @Override
    public BinaryFunction function() {
        return BinaryFunction.DIV;
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return argument == 0 ? upstream.div(inputs.get(1)) : upstream.mul(output).div(inputs.get(1)).neg();
    }

    @Override
    public Saves saves(int argument) {
        return argument == 0 ? Saves.input(1) : Saves.input(1).and(Saves.OUTPUT);
    }
}
