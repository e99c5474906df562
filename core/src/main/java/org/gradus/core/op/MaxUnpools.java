package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.BitSet;
import org.gradus.core.MaxUnpoolOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Max-pools undone: zeros, but each value where a max-pool says that it stood. Where several have the same place, which windows
 * that overlap make possible, the last of them stands there and has the gradient. All take batches [N,C,…] and single
 * inputs [C,…].
 *
 * <p>
 * Source: M. D. Zeiler, R. Fergus, <i>Visualizing and understanding convolutional networks</i>, ECCV 2014, §2.1.
 */
public final class MaxUnpools {

    private MaxUnpools() {}

    /** y = zeros with x put where the indices say; x, indices [N,C,L'] → y [N,C,L]; otherwise as {@link #maxUnpool2d}. */
    public static Tensor maxUnpool1d(Tensor x, Tensor indices, MaxUnpoolOptions options) {
        return unpool(1, x, indices, options);
    }

    /**
     * y = zeros with x put where the indices say; x, indices [N,C,H',W'] → y [N,C,H,W], with H = (H' − 1)·s − 2p + k unless the
     * options say otherwise.
     *
     * @param indices INT64, as {@link MaxPools#maxPool2dWithIndices} gives them
     * @throws IllegalArgumentException if x is of another shape, the indices are of another shape than x, or an index lies
     *         beyond the image
     */
    public static Tensor maxUnpool2d(Tensor x, Tensor indices, MaxUnpoolOptions options) {
        return unpool(2, x, indices, options);
    }

    /** y = zeros with x put where the indices say; x, indices [N,C,D',H',W'] → y [N,C,D,H,W]; otherwise as {@link #maxUnpool2d}. */
    public static Tensor maxUnpool3d(Tensor x, Tensor indices, MaxUnpoolOptions options) {
        return unpool(3, x, indices, options);
    }

    private static Tensor unpool(int axes, Tensor x, Tensor indices, MaxUnpoolOptions options) {
        String op = "maxUnpool%sd".formatted(axes);
        PoolAxes.checkAxes(op, axes, x);
        checkArgument(x.shape().equals(indices.shape()),
                "[%s] indices must have the shape of the values %s, but are %s",
                op, x.shape(), indices.type());
        Shape whole = whole(op, axes, x.shape(), options);
        int rank = whole.rank();
        int planes = whole.numel(0, rank - axes);
        int cells = whole.numel(rank - axes, rank);
        Shape flat = Shape.of(planes, x.shape().numel(rank - axes, rank));
        Tensor places = ReshapeOp.reshape(indices, flat);
        IndexRange.check(op, "the indices", places, cells);
        Tensor values = ReshapeOp.reshape(x, flat);
        Tensor last = Tape.query(places, new Last(flat, cells));
        Tensor placed = new ScatterAddOp(1, cells)
                .apply(last == null ? values : WhereOp.where(last, values, 0), places);
        return ReshapeOp.reshape(placed, whole);
    }

    private static Shape whole(String op, int axes, Shape pooled, MaxUnpoolOptions options) {
        options.kernel().checkAxes(axes, op, "kernel");
        options.stride().checkAxes(axes, op, "stride");
        options.padding().checkAxes(axes, op, "padding");
        if (options.outputSize() != null) {
            options.outputSize().checkAxes(axes, op, "the output size");
        }
        Shape whole = pooled;
        for (int a = 0; a < axes; a++) {
            int stride = options.stride().along(a);
            int least = (pooled.size(a - axes) - 1) * stride - 2 * options.padding().along(a)
                    + options.kernel().along(a);
            int size = options.outputSize() == null ? least : options.outputSize().along(a);
            checkArgument(size > least - stride && size < least + stride && size >= 0,
                    "[%s] the output's %s must lie between %s and %s, but is %s; give the size of what was pooled", op,
                    Convolution.name(axes, a), Math.max(0, least - stride + 1), least + stride - 1, size);
            whole = whole.withSize(a - axes, size);
        }
        return whole;
    }

    /** Whether each index of a plane is the last of its kind there; null if all are. */
    private record Last(Shape shape, int cells) implements Tape.Query<@Nullable Tensor> {

        @Override
        public <A> @Nullable Tensor ask(Kernels<A> kernels, A data) {
            long[] indices = (long[]) data;
            boolean[] last = new boolean[indices.length];
            boolean all = true;
            BitSet taken = new BitSet(cells);
            for (int i = indices.length - 1; i >= 0; i--) {
                if ((i + 1) % shape.size(1) == 0) {
                    taken.clear();
                }
                last[i] = !taken.get((int) indices[i]);
                all &= last[i];
                taken.set((int) indices[i]);
            }
            return all ? null : Tensor.wrap(last, shape);
        }
    }
}
