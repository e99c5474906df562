package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = cos x, element by element, x in radians; ∂y/∂x = −sin x. */
public record CosOp() implements MapOp {

    /** y = cos x, element by element, x in radians; ∂y/∂x = −sin x. */
    public static Tensor cos(Tensor x) {
        return new CosOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.cos(x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(inputs.get(0).sin()).neg();
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
