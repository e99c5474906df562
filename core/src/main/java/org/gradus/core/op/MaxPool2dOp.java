package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.Pool2dGeometry;
import org.gradus.core.kernel.PoolAxis;
import org.gradus.core.kernel.Winners;

/**
 * y = the largest value of each window of the last two dimensions; x [*,H,W] → y [*,H',W']. It takes x at each window's
 * winner, the first of equals, which is linear once the winners are known: {@link MaxPool2dPutOp} is its transpose.
 */
public record MaxPool2dOp(Winners winners) implements Op {

    /**
     * y = the largest value of each window; x [N,C,H,W] → y [N,C,H',W'], or a single [C,H,W].
     *
     * @throws IllegalArgumentException if x is of another shape or not of floating-point numbers, the window is larger than
     *         the padded image, or a window sees nothing but padding, which only dilation and empty images make possible
     */
    public static Tensor maxPool2d(Tensor x, MaxPoolOptions options) {
        return MaxPools.pool(2, x, options).values();
    }

    /** Where the largest value of each window is; what is refused is as for {@link #maxPool2d}. */
    public static Winners winners(Tensor x, MaxPoolOptions options) {
        ImmutableList<PoolAxis> axes = MaxPools.axes(2, x, options);
        return of(x, axes.get(0), axes.get(1)).winners();
    }

    /** The op for the winners that x has along its last two dimensions. */
    static MaxPool2dOp of(Tensor x, PoolAxis height, PoolAxis width) {
        int planes = x.shape().numel(0, x.shape().rank() - 2);
        return new MaxPool2dOp(Tape.query(x, new FindWinners(new Pool2dGeometry(planes, height, width))));
    }

    private record FindWinners(Pool2dGeometry geometry) implements Tape.Query<Winners> {
        @Override
        public <A> Winners ask(Kernels<A> kernels, A data) {
            return kernels.maxPool2d(data, geometry);
        }
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Pool2dGeometry geometry = winners.geometry();
        checkArgument(x.numel() == geometry.planes() * geometry.inPlane(),
                "[maxPool2d] the winners were found in another shape than %s; find them anew", x.type());
        return new TensorType(x.shape().withSize(-2, geometry.height().out()).withSize(-1, geometry.width().out()),
                x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.take(call.in(0), winners, call.out());
    }

    @Override
    public List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of(Tensor.wrap(winners.toArray(), output.shape()));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new MaxPool2dPutOp(winners).apply(upstream);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return new MaxPool2dOp(winners.repeated(x.size(0))).apply(x);
    }
}
