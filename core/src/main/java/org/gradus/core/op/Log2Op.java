package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = log₂ x, element by element, exact at powers of 2; ∂y/∂x = 1/(x·ln 2). */
public record Log2Op() implements MapOp {

    private static final double LN_2 = Math.log(2);
    private static final double SQRT_2 = Math.sqrt(2);

    /** y = log₂ x, element by element, exact at powers of 2; ∂y/∂x = 1/(x·ln 2). */
    public static Tensor log2(Tensor x) {
        return new Log2Op().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        int exponent = Math.getExponent(x);
        if (exponent < Double.MIN_EXPONENT || exponent > Double.MAX_EXPONENT) {
            return Math.log(x) / LN_2;
        }
        double mantissa = Math.scalb(x, -exponent);
        return mantissa > SQRT_2
                ? exponent + 1 + Math.log(mantissa / 2) / LN_2
                : exponent + Math.log(mantissa) / LN_2;
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.div(inputs.get(0).mul(LN_2));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
