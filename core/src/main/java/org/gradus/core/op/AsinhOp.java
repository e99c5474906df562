package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = arsinh x, element by element; ∂y/∂x = 1/√(x² + 1). */
public record AsinhOp() implements MapOp {

    /** Above, √(x² + 1) is |x| to the last bit. */
    private static final double LARGE = 0x1p28;

    /** y = arsinh x, element by element; ∂y/∂x = 1/√(x² + 1). */
    public static Tensor asinh(Tensor x) {
        return new AsinhOp().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        double a = Math.abs(x);
        return Math.copySign(a > LARGE ? Math.log(2) + Math.log(a) : Math.log1p(a + a * a / (1 + Math.hypot(1, a))), x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return upstream.mul(x.mul(x).add(1).rsqrt());
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
