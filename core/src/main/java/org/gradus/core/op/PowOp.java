package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/**
 * y = aᵇ, element by element, broadcast; ∂y/∂a = b·aᵇ⁻¹, which at a = b = 0 is taken as 0, and ∂y/∂b = y·ln a, which at
 * a = 0 is taken as 0 for b ≥ 0.
 */
public record PowOp() implements ZipOp {

    /** y = aᵇ for a tensor of exponents; ∂y/∂a = b·aᵇ⁻¹, ∂y/∂b = y·ln a. */
    public static Tensor pow(Tensor a, Tensor b) {
        return new PowOp().apply(a, b);
    }

    /** y = xᵖ for one exponent; ∂y/∂x = p·xᵖ⁻¹. */
    public static Tensor pow(Tensor x, double exponent) {
        return exponent == 2 ? SquareOp.square(x) : new PowNumberOp(exponent).apply(x);
    }

    /** y = cˣ for one base; ∂y/∂x = y·ln c. */
    public static Tensor pow(double base, Tensor x) {
        return pow(Tensor.full(Shape.SCALAR, base, x.dtype()), x);
    }

    @Override
    public double applyAsDouble(double a, double b) {
        return power(a, b);
    }

    /** aᵇ as IEEE 754 has it: 1ᵇ is 1 also for b = NaN, and (−1)ᵇ for b = ±∞. */
    static double power(double a, double b) {
        return a == 1 || a == -1 && Double.isInfinite(b) ? 1 : Math.pow(a, b);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor a = inputs.get(0);
        Tensor b = inputs.get(1);
        return argument == 0 ? byBase(upstream, a, b) : byExponent(upstream, a, b);
    }

    /** Where 0⁻¹ would meet a factor of 0, the power is not taken at all, so that derivatives of this are finite too. */
    private static Tensor byBase(Tensor upstream, Tensor a, Tensor b) {
        Tensor vanishes = a.eq(0).logicalAnd(b.eq(0));
        return upstream.mul(b.mul(pow(a, WhereOp.where(vanishes, 1, b.sub(1)))));
    }

    /** The logarithm is taken of a's that have one, and of negative ones, where there is no derivative but NaN. */
    private static Tensor byExponent(Tensor upstream, Tensor a, Tensor b) {
        Tensor vanishes = a.eq(0).logicalAnd(b.ge(0));
        Tensor base = WhereOp.where(vanishes, 1, a);
        return upstream.mul(pow(base, b)).mul(base.log());
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0).and(Saves.input(1));
    }
}
