package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;

/**
 * y = x at the positions of a lattice and a number everywhere else: what pads, and what puts a diagonal into a matrix. With
 * zeros it is the transpose of {@link SliceOp}.
 *
 * @param lattice positions in y
 * @param fill the number
 */
public record PlaceOp(Lattice lattice, double fill) implements Op {

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Lattice.checkShape(name(), lattice.shape(), x.shape());
        return new TensorType(lattice.whole(), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        if (fill != 0) {
            kernels.fill(call.out(), fill);
        }
        kernels.copy(call.in(0), call.out(), lattice.putting());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return SliceOp.take(upstream, lattice);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return new PlaceOp(lattice.inEach(x.size(0)), fill).apply(x);
    }
}
