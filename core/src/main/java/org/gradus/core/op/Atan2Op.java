package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/**
 * y = the angle in (−π, π] of the point with ordinate a and abscissa b, element by element, broadcast;
 * ∂y/∂a = b/(a² + b²), ∂y/∂b = −a/(a² + b²), both 0 at the origin.
 */
public record Atan2Op() implements ZipOp {

    /** y = the angle of the point with ordinate a and abscissa b; ∂y/∂a = b/(a² + b²), ∂y/∂b = −a/(a² + b²). */
    public static Tensor atan2(Tensor a, Tensor b) {
        return new Atan2Op().apply(a, b);
    }

    @Override
    public double applyAsDouble(double a, double b) {
        return Math.atan2(a, b);
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(WhereOp.where(inputs.get(1).lt(0), inputs.get(0).sign(), 0));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor a = inputs.get(0);
        Tensor b = inputs.get(1);
        Tensor square = a.mul(a).add(b.mul(b));
        Tensor other = argument == 0 ? b : a.neg();
        return upstream.mul(other.div(WhereOp.where(square.eq(0), 1, square)));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0).and(Saves.input(1));
    }
}
