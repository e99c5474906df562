package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/** y = a where b &gt; 0, else slope·a: what a leaky ReLU of b lets back through. Linear in a, flat in b. */
public record LeakyReluGradOp(double slope) implements ZipOp {

    @Override
    public double applyAsDouble(double a, double b) {
        return b > 0 ? a : slope * a;
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(inputs.get(1).sign());
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
