package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.jspecify.annotations.Nullable;

/** y = −1, 0 or 1, the sign of x, element by element, and 0 for NaN; ∂y/∂x = 0 everywhere, so no gradient flows. */
public record SignOp() implements MapOp {

    /** y = −1, 0 or 1, the sign of x, element by element, and 0 for NaN; ∂y/∂x = 0 everywhere, so no gradient flows. */
    public static Tensor sign(Tensor x) {
        return new SignOp().apply(x);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Checks.numeric(name(), inputs.get(0));
        return inputs.get(0).type();
    }

    @Override
    public double applyAsDouble(double x) {
        return x > 0 ? 1 : x < 0 ? -1 : 0;
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(output);
    }

    @Override
    public @Nullable Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return null;
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }
}
