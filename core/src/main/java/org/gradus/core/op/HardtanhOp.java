package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;

/** y = min(max(x, minVal), maxVal), element by element; ∂y/∂x = 1 where minVal &lt; x &lt; maxVal, else 0, also at the kinks. */
public record HardtanhOp(double minVal, double maxVal) implements MapOp {

    /**
     * y = min(max(x, minVal), maxVal); ∂y/∂x = 1 between the bounds, else 0, also at the kinks.
     *
     * @throws IllegalArgumentException if {@code minVal} is above {@code maxVal}, or either is NaN
     */
    public static Tensor hardtanh(Tensor x, double minVal, double maxVal) {
        checkArgument(minVal <= maxVal, "[hardtanh] the bounds must be in order, but are %s and %s", minVal, maxVal);
        return new HardtanhOp(Numbers.bound("hardtanh", x, minVal), Numbers.bound("hardtanh", x, maxVal)).apply(x);
    }

    /** y = min(max(x, −1), 1). */
    public static Tensor hardtanh(Tensor x) {
        return hardtanh(x, -1, 1);
    }

    /** y = min(max(x, 0), 6); ∂y/∂x = 1 between 0 and 6, else 0, also at the kinks. */
    public static Tensor relu6(Tensor x) {
        return hardtanh(x, 0, 6);
    }

    @Override
    public double applyAsDouble(double x) {
        return Math.min(Math.max(x, minVal), maxVal);
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return Sides.of(inputs.get(0), minVal, maxVal);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new GateOp(Math.nextUp(minVal), Math.nextDown(maxVal)).apply(upstream, inputs.get(0));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
