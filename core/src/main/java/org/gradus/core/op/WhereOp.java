package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.DType;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Broadcast;
import org.gradus.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * y = a where a condition holds, else b, element by element; the gradient of each element goes to the operand it was
 * taken from, and the other's is exactly 0. Inputs are a, b and the condition, BOOL and of the output's shape.
 */
public record WhereOp() implements Op {

    /**
     * y = a where the condition holds, else b; all three are broadcast.
     *
     * @param condition BOOL
     * @throws IllegalArgumentException if the condition is not BOOL, a and b are of different types, or the shapes do not
     *         broadcast
     */
    public static Tensor where(Tensor condition, Tensor a, Tensor b) {
        checkArgument(condition.dtype() == DType.BOOL,
                "[where] the condition must be bool, but is %s; compare it to get one, as with ne(0)",
                condition.type());
        Shape shape = Shape.broadcast("where", condition.shape(), Shape.broadcast("where", a.shape(), b.shape()));
        return new WhereOp().apply(a, b, ExpandOp.expand(condition, shape));
    }

    /** y = a where the condition holds, else a number. */
    public static Tensor where(Tensor condition, Tensor a, double b) {
        return where(condition, a, Tensor.full(Shape.SCALAR, b, a.dtype()));
    }

    /** y = a number where the condition holds, else b. */
    public static Tensor where(Tensor condition, double a, Tensor b) {
        return where(condition, Tensor.full(Shape.SCALAR, a, b.dtype()), b);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Checks.sameType(name(), inputs.get(0), inputs.get(1));
        return new TensorType(inputs.get(2).shape(), inputs.get(0).dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        var plan = Broadcast.of(call.shape(0).toArray(), call.shape(1).toArray(), call.outShape().toArray());
        kernels.select((boolean[]) call.any(2), call.in(0), call.in(1), call.out(), plan);
    }

    @Override
    public @Nullable Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor condition = inputs.get(2);
        return switch (argument) {
            case 0 -> where(condition, upstream, 0);
            case 1 -> where(condition, 0, upstream);
            default -> null;
        };
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(2);
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        Tensor[] aligned = Vmap.aligned(inputs);
        aligned[2] = ExpandOp.expand(aligned[2], aligned[2].shape().withSize(0, Vmap.count(inputs)));
        return apply(aligned);
    }
}
