package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.BinaryFunction;
import org.jspecify.annotations.Nullable;

/** y = 0 where b ≤ 0, else a: what a ReLU with output b lets back through. Linear in a, flat in b. */
public record WherePositiveOp() implements BinaryOp {

    @Override
    public BinaryFunction function() {
        return BinaryFunction.WHERE_POSITIVE;
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
