package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = x·σ(x), σ the sigmoid, element by element; ∂y/∂x = σ(x)·(1 + x·(1 − σ(x))). */
public record SiluOp() implements MapOp {

    /** y = x·σ(x), σ the sigmoid, element by element; ∂y/∂x = σ(x)·(1 + x·(1 − σ(x))). */
    public static Tensor silu(Tensor x) {
        return new SiluOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return x / (1 + Math.exp(-x));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor sigmoid = x.sigmoid();
        return upstream.mul(sigmoid.mul(x.mul(sigmoid.neg().add(1)).add(1)));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
