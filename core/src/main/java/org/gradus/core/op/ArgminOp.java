package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.DType;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * y = where along a dimension the smallest element stands, the first of equals, and a NaN before all; an INT64 tensor,
 * through which no gradient flows. The dimension stays, with size 1.
 */
public record ArgminOp(int dim) implements Op {

    /**
     * y = where along a dimension the smallest element stands; that dimension is dropped.
     *
     * @throws IllegalArgumentException if the dimension is empty
     */
    public static Tensor argmin(Tensor x, int dim) {
        return argmin(x, dim, false);
    }

    /** y = where along a dimension the smallest element stands; that dimension stays, with size 1, if so asked. */
    public static Tensor argmin(Tensor x, int dim, boolean keepDim) {
        ReducedDims dims = ReducedDims.of("argmin", x, dim);
        return ReshapeOp.reshape(new ArgminOp(dims.axis()).apply(x), dims.result(keepDim));
    }

    /** y = where the smallest element stands in row-major order. */
    public static Tensor argmin(Tensor x) {
        return argmin(ReshapeOp.reshape(x, -1), 0);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        checkArgument(x.size(dim) > 0, "[argmin] dimension %s of %s is empty and has no smallest element", dim,
                x.type());
        return new TensorType(x.shape().withSize(dim, 1), DType.INT64);
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.argmin(call.in(0), call.outLongs(), Spans.around(call.shape(0), dim));
    }

    @Override
    public @Nullable Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return null;
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }
}
