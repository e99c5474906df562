package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.DType;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.Span;
import org.jspecify.annotations.Nullable;

/**
 * y[…,:] = weight[index[…],:]: a row of a table for each index; index [*], weight [V,D] → y [*,D]. A row's gradient is the sum
 * over all places where it was taken.
 *
 * @param paddingIdx the row that gets no gradient, −1 for none
 */
public record EmbeddingOp(int paddingIdx) implements Op {

    /**
     * y = a row of the weight for each index.
     *
     * @param index INT64 of any shape, in 0…V−1
     * @param weight [V,D]
     * @throws IllegalArgumentException if the weight is no matrix, or an index is out of range
     */
    public static Tensor embedding(Tensor index, Tensor weight) {
        return new EmbeddingOp(-1).apply(index, weight);
    }

    /**
     * y = a row of the weight for each index, of which one gets no gradient; otherwise as {@link #embedding(Tensor, Tensor)}.
     *
     * @param paddingIdx the index that stands for padding; a negative one counts from the end
     * @throws IllegalArgumentException also if there is no such row
     */
    public static Tensor embedding(Tensor index, Tensor weight, int paddingIdx) {
        Checks.rank("embedding", "the weight", weight, "V,D");
        int rows = weight.size(0);
        checkArgument(paddingIdx >= -rows && paddingIdx < rows, "[embedding] paddingIdx %s is no row of the weight %s",
                paddingIdx, weight.type());
        return new EmbeddingOp(Math.floorMod(paddingIdx, rows)).apply(index, weight);
    }

    /**
     * y[…,c] = 1 where c is the index and 0 elsewhere; index [*] → y [*,classes], INT64.
     *
     * @throws IllegalArgumentException if an index is not in 0…classes−1
     */
    public static Tensor oneHot(Tensor index, int classes) {
        IndexRange.check("oneHot", "the index", index, classes);
        Tensor places = ReshapeOp.unsqueeze(index, -1);
        Tensor ones = Tensor.full(places.shape(), 1, DType.INT64);
        return new ScatterAddOp(index.shape().rank(), classes).apply(ones, places);
    }

    /**
     * y as by {@link #oneHot(Tensor, int)}, with as many classes as the largest index needs.
     *
     * @throws IllegalArgumentException if there is no index, or one is negative
     */
    public static Tensor oneHot(Tensor index) {
        checkArgument(index.numel() > 0, "[oneHot] no index came to count the classes by; give their number");
        return oneHot(index, (int) index.max().item() + 1);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor index = inputs.get(0);
        Tensor weight = inputs.get(1);
        Checks.rank(name(), "the weight", weight, "V,D");
        IndexRange.check(name(), "the index", index, weight.size(0));
        return new TensorType(Shape.of(Ints.concat(index.shape().toArray(), new int[]{weight.size(1)})),
                weight.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.indexSelect(call.in(1), call.longs(0), call.out(),
                new Span(1, call.shape(1).size(0), call.shape(1).size(1)));
    }

    @Override
    public @Nullable Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor index = ReshapeOp.reshape(inputs.get(0), -1);
        Shape weight = inputs.get(1).shape();
        Tensor rows = ReshapeOp.reshape(upstream, index.numel(), weight.size(1));
        Tensor kept = paddingIdx < 0 ? rows : Masks.maskedFill(rows, ReshapeOp.unsqueeze(index.eq(paddingIdx), 1), 0);
        return new IndexAddOp(0, weight.size(0)).apply(kept, index);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
