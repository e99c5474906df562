package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.jspecify.annotations.Nullable;

/** y = the largest whole number that is not above x, element by element; ∂y/∂x = 0, so no gradient flows. */
public record FloorOp() implements MapOp {

    /** y = the largest whole number that is not above x, element by element; ∂y/∂x = 0, so no gradient flows. */
    public static Tensor floor(Tensor x) {
        return new FloorOp().apply(x);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Checks.numeric(name(), inputs.get(0));
        return inputs.get(0).type();
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.floor(x);
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
