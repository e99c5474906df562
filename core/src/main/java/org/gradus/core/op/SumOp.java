package org.gradus.core.op;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.Span;

/**
 * y = Σ x over some dimensions; ∂y/∂x = 1 everywhere.
 *
 * @param dims the dimensions summed over, counted from 0 and ascending
 * @param keepDim whether they stay, with size 1
 */
public record SumOp(ImmutableIntArray dims, boolean keepDim) implements Op {

    /**
     * y = Σ x over some dimensions, or over all if none is named.
     *
     * @param keepDim whether the dimensions stay, with size 1
     * @param dims may count from the end
     * @throws IllegalArgumentException if a dimension does not exist or is named twice, or x is BOOL
     */
    public static Tensor sum(Tensor x, boolean keepDim, int... dims) {
        return new SumOp(Checks.dims("sum", x.shape(), dims), keepDim).apply(x);
    }

    /** Sums x over the dimensions along which the shape would be broadcast to x's. */
    public static Tensor sumTo(Tensor x, Shape shape) {
        int added = x.shape().rank() - shape.rank();
        var dims = ImmutableIntArray.builder();
        for (int d = 0; d < x.shape().rank(); d++) {
            if (d < added || shape.size(d - added) == 1 && x.size(d) != 1) {
                dims.add(d);
            }
        }
        return ReshapeOp.reshape(new SumOp(dims.build(), true).apply(x), shape);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Checks.numeric(name(), x);
        return new TensorType(new ReducedDims(x.shape(), dims).result(keepDim), x.dtype());
    }

    /** Neighbouring dimensions are summed together, the last run first. */
    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        if (dims.isEmpty()) {
            call.share(0);
            return;
        }
        Shape shape = call.shape(0);
        A x = call.in(0);
        int end = dims.length();
        while (end > 0) {
            int begin = end - 1;
            while (begin > 0 && dims.get(begin - 1) == dims.get(begin) - 1) {
                begin--;
            }
            int first = dims.get(begin);
            int last = dims.get(end - 1) + 1;
            Span span = new Span(shape.numel(0, first), shape.numel(first, last), shape.numel(last, shape.rank()));
            A y = begin == 0 ? call.out() : kernels.allocate(span.outer() * span.inner());
            kernels.sum(x, y, span);
            for (int d = first; d < last; d++) {
                shape = shape.withSize(d, 1);
            }
            x = y;
            end = begin;
        }
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Shape shape = inputs.get(0).shape();
        return ExpandOp.expand(ReshapeOp.reshape(upstream, new ReducedDims(shape, dims).result(true)), shape);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        var behindLanes = ImmutableIntArray.builder(dims.length());
        dims.forEach(d -> behindLanes.add(d + 1));
        return new SumOp(behindLanes.build(), keepDim).apply(inputs.get(0));
    }
}
