package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.DType;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Comparison;
import org.gradus.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** y = whether a compares so with b, element by element and broadcast; a BOOL tensor, through which no gradient flows. */
public record CompareOp(Comparison comparison) implements Op {

    /**
     * y = whether a compares so with b, element by element and broadcast.
     *
     * @throws IllegalArgumentException if the types differ or the shapes do not broadcast
     */
    public static Tensor compare(Comparison comparison, Tensor a, Tensor b) {
        return new CompareOp(comparison).apply(a, b);
    }

    /** y = whether x compares so with a number, which takes x's type, or is compared in float64 if x holds none. */
    public static Tensor compare(Comparison comparison, Tensor x, double number) {
        Tensor operand = x.dtype().isFloatingPoint() ? x : x.to(DType.FLOAT64);
        return compare(comparison, operand, Tensor.full(Shape.SCALAR, number, operand.dtype()));
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor a = inputs.get(0);
        Tensor b = inputs.get(1);
        Checks.sameType(name(), a, b);
        return new TensorType(Shape.broadcast(name(), a.shape(), b.shape()), DType.BOOL);
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        kernels.compare(comparison, call.in(0), call.in(1), call.outBooleans(), BinaryOp.plan(call));
    }

    @Override
    public @Nullable Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return null;
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        return apply(Vmap.aligned(inputs));
    }
}
