package org.gradus.core.op;

import java.util.List;
import org.gradus.core.GeluApproximation;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.ErrorFunction;

/**
 * y = x·Φ(x), Φ the distribution function of the standard normal distribution, element by element; ∂y/∂x = Φ(x) + x·Φ′(x).
 *
 * <p>
 * Source: D. Hendrycks, K. Gimpel, <i>Gaussian error linear units (GELUs)</i>, 2016.
 */
public record GeluOp(GeluApproximation approximation) implements MapOp {

    /** √(2/π)·2: since (1 + tanh z)/2 = σ(2z), the approximation of Φ is σ(SLOPE·(x + CUBIC·x³)). */
    static final double SLOPE = 2 * Math.sqrt(2 / Math.PI);
    static final double CUBIC = 0.044715;

    private static final double ROOT_OF_HALF = Math.sqrt(0.5);

    /** y = x·Φ(x), exactly or with an approximation of Φ; ∂y/∂x = Φ(x) + x·Φ′(x). */
    public static Tensor gelu(Tensor x, GeluApproximation approximation) {
        return new GeluOp(approximation).apply(x);
    }

    /** y = x·Φ(x), exactly. */
    public static Tensor gelu(Tensor x) {
        return gelu(x, GeluApproximation.NONE);
    }

    @Override
    public double applyAsDouble(double x) {
        return x * distribution(approximation, x);
    }

    /** Φ(x), without cancellation where it is small. */
    static double distribution(GeluApproximation approximation, double x) {
        return switch (approximation) {
            case NONE -> ErrorFunction.erfc(-x * ROOT_OF_HALF) / 2;
            case TANH -> 1 / (1 + Math.exp(-SLOPE * x * (1 + CUBIC * x * x)));
        };
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(new GeluGradOp(approximation).apply(inputs.get(0)));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
