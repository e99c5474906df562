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
 * y = where along a dimension the first elements in order of size stand; an INT64 tensor, through which no gradient flows.
 * Equal elements keep their order, whichever way the sizes go, and NaN counts as largest.
 *
 * @param picks how many, at most the dimension's size
 */
public record ArgsortOp(int dim, int picks, boolean descending) implements Op {

    /** y = where along a dimension the elements in ascending order stand. */
    public static Tensor argsort(Tensor x, int dim) {
        return argsort(x, dim, false);
    }

    /** y = where along a dimension the elements in ascending order stand, or in descending order. */
    public static Tensor argsort(Tensor x, int dim, boolean descending) {
        int axis = x.shape().axis("argsort", dim);
        return new ArgsortOp(axis, x.size(axis), descending).apply(x);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        checkArgument(picks >= 0 && picks <= x.size(dim),
                "[argsort] %s elements are not to be had along dimension %s of %s",
                picks, dim, x.type());
        return new TensorType(x.shape().withSize(dim, picks), DType.INT64);
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.argsort(call.in(0), call.outLongs(), Spans.around(call.shape(0), dim), picks, descending);
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
