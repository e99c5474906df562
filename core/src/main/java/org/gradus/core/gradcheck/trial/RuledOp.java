package org.gradus.core.gradcheck.trial;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.op.CustomVjpOp;
import org.jspecify.annotations.Nullable;

/** An op with another backward rule, which may read everything. */
record RuledOp(Op op, CustomVjpOp.Rule rule) implements Op {

    @Override
    public String name() {
        return op.name();
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        return op.infer(inputs);
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        op.forward(kernels, call);
    }

    @Override
    public @Nullable Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return rule.vjp(argument, upstream, output, inputs);
    }
}
