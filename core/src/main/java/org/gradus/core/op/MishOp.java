package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/**
 * y = x·tanh(ln(1 + eˣ)), element by element; ∂y/∂x = t + x·(1 − t²)·σ(x), t = tanh(ln(1 + eˣ)).
 *
 * <p>
 * Source: D. Misra, <i>Mish: a self regularized non-monotonic activation function</i>, BMVC 2020. With n = eˣ·(eˣ + 2), the
 * factor of x is n/(n + 2), without cancellation.
 */
public record MishOp() implements MapOp {

    /** Above, the factor of x differs from 1 by less than half a unit in the last place. */
    private static final double SATURATED = 20;

    /** y = x·tanh(ln(1 + eˣ)), element by element; ∂y/∂x = t + x·(1 − t²)·σ(x), t = y/x. */
    public static Tensor mish(Tensor x) {
        return new MishOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        if (x > SATURATED) {
            return x;
        }
        double e = Math.exp(x);
        double n = e * (e + 2);
        return x * (n / (n + 2));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor t = SoftplusOp.softplus(x).tanh();
        Tensor slope = t.add(x.mul(x.sigmoid()).mul(t.mul(t).neg().add(1)));
        return upstream.mul(slope);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
