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

/** y = the elements {@code start} … {@code start + length − 1} of x along a dimension. */
public record NarrowOp(int dim, int start, int length) implements Op {

    /**
     * y = a run of x along a dimension, which may count from the end.
     *
     * @throws IllegalArgumentException if the run does not lie within x
     */
    public static Tensor narrow(Tensor x, int dim, int start, int length) {
        return new NarrowOp(x.shape().axis("narrow", dim), start, length).apply(x);
    }

    /** y = x at one index of a dimension, which is dropped; a negative index counts from the end. */
    public static Tensor select(Tensor x, int dim, int index) {
        int axis = x.shape().axis("select", dim);
        int size = x.size(axis);
        checkArgument(index >= -size && index < size, "[select] index %s is out of range for dimension %s of %s", index,
                dim, x.type());
        return ReshapeOp.without(narrow(x, axis, index < 0 ? index + size : index, 1), axis);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        checkArgument(start >= 0 && length >= 0 && start + length <= x.size(dim),
                "[narrow] start %s and length %s do not lie within dimension %s of %s", start, length, dim, x.type());
        return new TensorType(x.shape().withSize(dim, length), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        int[] strides = call.shape(0).strides();
        Shape out = call.outShape();
        kernels.copy(call.in(0), call.out(),
                new StridedCopy(out.toArray(), start * strides[dim], strides, 0, out.strides()));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new PadOp(dim, start, inputs.get(0).size(dim) - start - length).apply(upstream);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }
}
