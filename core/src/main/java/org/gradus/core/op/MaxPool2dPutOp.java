package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.Pool2dGeometry;
import org.gradus.core.kernel.Winners;

/** y = zeros, plus g added at each window's winner: the transpose of {@link MaxPool2dOp}, with which it shares winners. */
public record MaxPool2dPutOp(Winners winners) implements Op {

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor g = inputs.get(0);
        Pool2dGeometry geometry = winners.geometry();
        checkArgument(g.numel() == geometry.planes() * geometry.outPlane(),
                "[maxPool2dPut] the winners were found in another shape than %s; find them anew", g.type());
        return new TensorType(g.shape().withSize(-2, geometry.height().in()).withSize(-1, geometry.width().in()),
                g.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.put(call.in(0), winners, call.out());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new MaxPool2dOp(winners).apply(upstream);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        Tensor g = inputs.get(0);
        return new MaxPool2dPutOp(winners.repeated(g.size(0))).apply(g);
    }
}
