package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = x / (1 + |x|), element by element; ∂y/∂x = 1 / (1 + |x|)². */
public record SoftsignOp() implements MapOp {

    /** y = x / (1 + |x|), element by element; ∂y/∂x = 1 / (1 + |x|)². */
    public static Tensor softsign(Tensor x) {
        return new SoftsignOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return x / (1 + Math.abs(x));
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(inputs.get(0).sign());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor scale = inputs.get(0).abs().add(1);
        return upstream.div(scale.mul(scale));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
