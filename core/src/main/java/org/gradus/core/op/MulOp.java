package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.BinaryFunction;

/** y = a · b element by element, broadcast; ∂y/∂a = b, ∂y/∂b = a. */
public record MulOp() implements BinaryOp {

    /**
     * y = a · b element by element, broadcast; ∂y/∂a = b, ∂y/∂b = a.
     *
     * @throws IllegalArgumentException if the types differ or are BOOL, or the shapes do not broadcast
     */
    public static Tensor mul(Tensor a, Tensor b) {
        return new MulOp().apply(a, b);
    }

    @Override
    public BinaryFunction function() {
        return BinaryFunction.MUL;
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(inputs.get(1 - argument));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(1 - argument);
    }
}
