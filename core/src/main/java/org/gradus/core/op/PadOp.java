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

/** y = x with zeros added before and after it along a dimension. */
public record PadOp(int dim, int before, int after) implements Op {

    /**
     * y = x with zeros around it along a dimension, which may count from the end.
     *
     * @throws IllegalArgumentException if a padding is negative
     */
    public static Tensor pad(Tensor x, int dim, int before, int after) {
        return new PadOp(x.shape().axis("pad", dim), before, after).apply(x);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        checkArgument(before >= 0 && after >= 0, "[pad] paddings must not be negative, but are %s and %s", before,
                after);
        Tensor x = inputs.get(0);
        return new TensorType(x.shape().withSize(dim, before + x.size(dim) + after), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        Shape in = call.shape(0);
        int[] strides = call.outShape().strides();
        kernels.copy(call.in(0), call.out(),
                new StridedCopy(in.toArray(), 0, in.strides(), before * strides[dim], strides));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return NarrowOp.narrow(upstream, dim, before, inputs.get(0).size(dim));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }
}
