package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.BinaryFunction;

/** y = a − b, broadcast. */
public record SubOp() implements BinaryOp {

    /**
     * y = a − b, broadcast.
     *
     * @throws IllegalArgumentException if the types differ or are BOOL, or the shapes do not broadcast
     */
    public static Tensor sub(Tensor a, Tensor b) {
        return new SubOp().apply(a, b);
    }

    @Override
    public BinaryFunction function() {
        return BinaryFunction.SUB;
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return argument == 0 ? upstream : upstream.neg();
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }
}
