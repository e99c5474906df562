package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = arccos x in [0, π], element by element, NaN beyond ±1; ∂y/∂x = −1/√(1 − x²). */
public record AcosOp() implements MapOp {

    /** y = arccos x in [0, π], element by element, NaN beyond ±1; ∂y/∂x = −1/√(1 − x²). */
    public static Tensor acos(Tensor x) {
        return new AcosOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.acos(x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor rest = x.neg().add(1).mul(x.add(1));
        return upstream.div(rest.sqrt()).neg();
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
