package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.LuDeterminant;
import org.gradus.core.kernel.Matrices;

/**
 * y = det A for A [*,n,n] → y [*]; ∂y/∂A are A's cofactors, det(A)·A⁻ᵀ where A is regular, and right where it is singular
 * too, in derivatives of any order.
 */
public record DetOp() implements Op {

    /**
     * y = det A, computed in double precision by elimination; 1 for a matrix without rows.
     *
     * @throws IllegalArgumentException if A is not square
     */
    public static Tensor det(Tensor a) {
        return new DetOp().apply(a);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor a = inputs.get(0);
        Batches.checkSquare(name(), a);
        return new TensorType(Batches.leading(a.shape()), a.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        Batches.each(kernels, call, new LuDeterminant(false), new Matrices<>(call.out(), 1, 1));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return Cofactors.scaled(upstream, Cofactors.of(inputs.get(0), output));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0).and(Saves.OUTPUT);
    }
}
