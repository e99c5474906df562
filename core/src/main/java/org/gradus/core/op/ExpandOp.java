package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.StridedCopy;

/** y = x repeated along its dimensions of size 1, and along new ones in front, to fill a shape. */
public record ExpandOp(Shape shape) implements Op {

    /**
     * y = x broadcast to a shape; x itself if it has that shape.
     *
     * @throws IllegalArgumentException if a dimension whose size is not 1 would change
     */
    public static Tensor expand(Tensor x, Shape shape) {
        return x.shape().equals(shape) ? x : new ExpandOp(shape).apply(x);
    }

    /**
     * y = x broadcast to a shape of these sizes, of which −1 keeps that of x's dimension; new dimensions come in front.
     *
     * @throws IllegalArgumentException if a dimension whose size is not 1 would change, or −1 stands for a new one
     */
    public static Tensor expand(Tensor x, int... sizes) {
        int[] completed = sizes.clone();
        int added = sizes.length - x.shape().rank();
        for (int d = 0; d < sizes.length; d++) {
            checkArgument(sizes[d] != -1 || d >= added,
                    "[expand] size -1 at %s stands for a new dimension of %s; give it",
                    d, x.type());
            completed[d] = sizes[d] == -1 && added >= 0 ? x.size(d - added) : sizes[d];
        }
        return expand(x, Shape.of(completed));
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        boolean fits = x.shape().rank() <= shape.rank()
                && Shape.broadcast(name(), x.shape(), shape).equals(shape);
        checkArgument(fits, "[expand] %s does not expand to %s: only dimensions of size 1 repeat", x.type(), shape);
        return new TensorType(shape, x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        Shape from = call.shape(0);
        int[] source = from.strides();
        int[] strides = new int[shape.rank()];
        int added = shape.rank() - from.rank();
        for (int d = added; d < shape.rank(); d++) {
            strides[d] = from.size(d - added) == 1 ? 0 : source[d - added];
        }
        kernels.copy(call.in(0), call.out(), new StridedCopy(shape.toArray(), 0, strides, 0, shape.strides()));
    }

    /** The engine sums a gradient over what was repeated. */
    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return upstream;
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return expand(Vmap.aligned(x, shape.rank()), shape.prepend(x.size(0)));
    }
}
