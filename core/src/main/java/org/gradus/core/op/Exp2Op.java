package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = 2ˣ, element by element; ∂y/∂x = y·ln 2. */
public record Exp2Op() implements MapOp {

    private static final double LN_2 = Math.log(2);

    /** y = 2ˣ, element by element; ∂y/∂x = y·ln 2. */
    public static Tensor exp2(Tensor x) {
        return new Exp2Op().apply(x);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.pow(2, x);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream.mul(output).mul(LN_2);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.OUTPUT;
    }
}
