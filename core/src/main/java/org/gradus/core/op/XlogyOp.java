package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/**
 * y = a·ln b, element by element, broadcast, and 0 where a = 0 whatever b, unless b is NaN; ∂y/∂a = ln b, taken as 0 where
 * a = 0 and b ≤ 0, and ∂y/∂b = a/b.
 */
public record XlogyOp() implements ZipOp {

    /** y = a·ln b, and 0 where a = 0; ∂y/∂a = ln b, taken as 0 where a = 0 and b ≤ 0, and ∂y/∂b = a/b. */
    public static Tensor xlogy(Tensor a, Tensor b) {
        return new XlogyOp().apply(a, b);
    }

    @Override
    public double applyAsDouble(double a, double b) {
        return a == 0 && !Double.isNaN(b) ? 0 : a * Math.log(b);
    }

    /** An upstream of 0 stays 0 where ln b is −∞ or NaN, as in PyTorch. */
    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor a = inputs.get(0);
        Tensor b = inputs.get(1);
        if (argument == 1) {
            return upstream.mul(a.div(b));
        }
        Tensor vanishes = a.eq(0).logicalAnd(b.le(0));
        return xlogy(upstream, WhereOp.where(vanishes, 1, b));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0).and(Saves.input(1));
    }
}
