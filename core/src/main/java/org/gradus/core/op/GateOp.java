package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y = a where low ≤ b ≤ high, else 0, also for NaN: what a function that is constant outside of an interval lets back
 * through. Linear in a, flat in b.
 *
 * <p>
 * The bounds belong to the interval; one without its bounds runs from {@code Math.nextUp(low)} to
 * {@code Math.nextDown(high)}.
 */
public record GateOp(double low, double high) implements ZipOp {

    @Override
    public double applyAsDouble(double a, double b) {
        return low <= b && b <= high ? a : 0;
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return Sides.of(inputs.get(1), low, high);
    }

    @Override
    public @Nullable Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return argument == 0 ? apply(upstream, inputs.get(1)) : null;
    }

    @Override
    public Saves saves(int argument) {
        return argument == 0 ? Saves.input(1) : Saves.NOTHING;
    }
}
