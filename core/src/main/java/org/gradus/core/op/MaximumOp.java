package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;

/**
 * y = the larger of a and b, element by element, broadcast, NaN if either is; the gradient goes to the larger, and half of it
 * to each where they are equal.
 */
public record MaximumOp() implements ZipOp {

    /** y = the larger of a and b; the gradient goes to the larger, and half of it to each where they are equal. */
    public static Tensor maximum(Tensor a, Tensor b) {
        return new MaximumOp().apply(a, b);
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
        return Math.max(a, b);
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(inputs.get(0).sub(inputs.get(1)).sign());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor self = inputs.get(argument);
        Tensor other = inputs.get(1 - argument);
        return WhereOp.where(self.eq(other), upstream.mul(0.5), WhereOp.where(self.lt(other), 0, upstream));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0).and(Saves.input(1));
    }
}
