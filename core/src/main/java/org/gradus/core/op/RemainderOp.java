package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;

/**
 * y = a − b·⌊a/b⌋, element by element, broadcast: the remainder with the sign of b; ∂y/∂a = 1,
 * ∂y/∂b = −⌊a/b⌋.
 */
public record RemainderOp() implements ZipOp {

    /** y = a − b·⌊a/b⌋, which has the sign of b; ∂y/∂a = 1, ∂y/∂b = −⌊a/b⌋. */
    public static Tensor remainder(Tensor a, Tensor b) {
        return new RemainderOp().apply(a, b);
    }

    /** {@link #remainder(Tensor, Tensor)} by one number. */
    public static Tensor remainder(Tensor a, double b) {
        return remainder(a, Tensor.full(Shape.SCALAR, b, a.dtype()));
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Checks.sameType(name(), inputs.get(0), inputs.get(1));
        Checks.numeric(name(), inputs.get(0));
        return new TensorType(Shape.broadcast(name(), inputs.get(0).shape(), inputs.get(1).shape()),
                inputs.get(0).dtype());
    }

    @Override
    public double applyAsDouble(double a, double b) {
        double rest = a % b;
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(inputs.get(0).sub(output).div(inputs.get(1)).round());
    }

    /** ⌊a/b⌋ is recovered from y: a quotient just short of a whole number may have been rounded to it. */
    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return argument == 0
                ? upstream
                : upstream.mul(inputs.get(0).sub(output).div(inputs.get(1)).round()).neg();
    }

    @Override
    public Saves saves(int argument) {
        return argument == 0 ? Saves.NOTHING : Saves.input(0).and(Saves.input(1)).and(Saves.OUTPUT);
    }
}
