package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.UnaryFunction;

/** y = max(x, 0), element by element; ∂y/∂x = 1 where x &gt; 0, else 0, also at the kink x = 0. */
public record ReluOp() implements UnaryOp {

    /**
     * y = max(x, 0), element by element; ∂y/∂x = 1 where x &gt; 0, else 0, also at the kink x = 0.
     *
     * @throws IllegalArgumentException if x is not of floating-point numbers
     */
    public static Tensor relu(Tensor x) {
        return new ReluOp().apply(x);
    }

    @Override
    public UnaryFunction function() {
        return UnaryFunction.RELU;
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(inputs.get(0).sign());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new WherePositiveOp().apply(upstream, output);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.OUTPUT;
    }
}
