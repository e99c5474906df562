package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;

/**
 * y = a − b·trunc(a/b), element by element, broadcast: the remainder with a's sign, as Java's %; ∂y/∂a = 1,
 * ∂y/∂b = −trunc(a/b).
 */
public record FmodOp() implements ZipOp {

    /** y = a − b·trunc(a/b), which has a's sign; ∂y/∂a = 1, ∂y/∂b = −trunc(a/b). */
    public static Tensor fmod(Tensor a, Tensor b) {
        return new FmodOp().apply(a, b);
    }

    /** {@link #fmod(Tensor, Tensor)} by one number. */
    public static Tensor fmod(Tensor a, double b) {
        return fmod(a, Tensor.full(Shape.SCALAR, b, a.dtype()));
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
        return a % b;
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(TruncOp.trunc(inputs.get(0).div(inputs.get(1))));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return argument == 0
                ? upstream
                : upstream.mul(TruncOp.trunc(inputs.get(0).div(inputs.get(1)))).neg();
    }

    @Override
    public Saves saves(int argument) {
        return argument == 0 ? Saves.NOTHING : Saves.input(0).and(Saves.input(1));
    }
}
