package org.gradus.core.op;

import java.util.List;
import org.gradus.core.GeluApproximation;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/**
 * y = Φ(x) + x·Φ′(x), the derivative of {@link GeluOp}, element by element; ∂y/∂x = 2Φ′(x) + x·Φ″(x).
 *
 * <p>
 * Exactly, Φ′ is the normal density and Φ″ = −x·Φ′. Approximately, Φ = σ(w) with w = SLOPE·(x + CUBIC·x³), so that Φ′ =
 * Φ·(1 − Φ)·w′ and Φ″ = Φ·(1 − Φ)·((1 − 2Φ)·w′² + w″).
 */
public record GeluGradOp(GeluApproximation approximation) implements MapOp {

    private static final double PEAK = 1 / Math.sqrt(2 * Math.PI);

    @Override
    public double applyAsDouble(double x) {
        double distribution = GeluOp.distribution(approximation, x);
        double density = switch (approximation) {
            case NONE -> PEAK * Math.exp(-x * x / 2);
            case TANH -> distribution * (1 - distribution) * GeluOp.SLOPE * (1 + 3 * GeluOp.CUBIC * x * x);
        };
        return distribution + x * density;
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor slope = switch (approximation) {
            case NONE -> x.mul(x).mul(-0.5).exp().mul(x.mul(x).neg().add(2)).mul(PEAK);
            case TANH -> approximateSlope(x);
        };
        return upstream.mul(slope);
    }

    private static Tensor approximateSlope(Tensor x) {
        Tensor square = x.mul(x);
        Tensor distribution = square.mul(GeluOp.CUBIC).add(1).mul(x).mul(GeluOp.SLOPE).sigmoid();
        Tensor w1 = square.mul(3 * GeluOp.CUBIC).add(1).mul(GeluOp.SLOPE);
        Tensor w2 = x.mul(6 * GeluOp.CUBIC * GeluOp.SLOPE);
        Tensor spread = distribution.mul(distribution.neg().add(1));
        Tensor bend = distribution.mul(-2).add(1).mul(w1.mul(w1)).add(w2);
        return spread.mul(w1.mul(2).add(x.mul(bend)));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
