package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/**
 * y = scale·x where x &gt; 0, else scale·alpha·(exp(x·inputScale) − 1), element by element: the exponential linear unit and
 * its variants; ∂y/∂x = scale where x &gt; 0, else scale·alpha·inputScale·exp(x·inputScale), also at the kink x = 0.
 */
public record EluOp(double alpha, double scale, double inputScale) implements MapOp {

    private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
    private static final double SELU_SCALE = 1.0507009873554804934193349852946;

    /**
     * y = x where x &gt; 0, else alpha·(eˣ − 1); ∂y/∂x = 1 where x &gt; 0, else alpha·eˣ.
     *
     * <p>
     * Source: D.-A. Clevert et al., <i>Fast and accurate deep network learning by exponential linear units</i>, ICLR 2016.
     */
    public static Tensor elu(Tensor x, double alpha) {
        return new EluOp(alpha, 1, 1).apply(x);
    }

    /** {@link #elu(Tensor, double)} with alpha = 1. */
    public static Tensor elu(Tensor x) {
        return elu(x, 1);
    }

    /**
     * y = 1.0507·x where x &gt; 0, else 1.0507·1.6733·(eˣ − 1): activations keep mean 0 and variance 1 from layer to layer.
     *
     * <p>
     * Source: G. Klambauer et al., <i>Self-normalizing neural networks</i>, NIPS 2017, equation (2).
     */
    public static Tensor selu(Tensor x) {
        return new EluOp(SELU_ALPHA, SELU_SCALE, 1).apply(x);
    }

    /**
     * y = x where x &gt; 0, else alpha·(exp(x/alpha) − 1), whose slope is continuous for any alpha.
     *
     * <p>
     * Source: J. T. Barron, <i>Continuously differentiable exponential linear units</i>, 2017.
     *
     * @throws IllegalArgumentException if alpha is 0
     */
    public static Tensor celu(Tensor x, double alpha) {
        checkArgument(alpha != 0, "[celu] alpha must not be 0");
        return new EluOp(alpha, 1, 1 / alpha).apply(x);
    }

    /** {@link #celu(Tensor, double)} with alpha = 1. */
    public static Tensor celu(Tensor x) {
        return celu(x, 1);
    }

    @Override
    public double applyAsDouble(double x) {
        return x > 0 ? scale * x : scale * alpha * Math.expm1(x * inputScale);
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(inputs.get(0).sign());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor falling = ClampOp.clampMax(x, 0).mul(inputScale).exp().mul(scale * alpha * inputScale);
        return upstream.mul(WhereOp.where(x.gt(0), scale, falling));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
