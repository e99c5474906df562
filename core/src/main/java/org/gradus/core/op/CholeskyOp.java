package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.CholeskyFactor;
import org.gradus.core.kernel.Kernels;

/**
 * L with A = L·Lᵀ and zeros above its diagonal, for symmetric positive definite A [*,n,n]. Of A, what is above the diagonal is
 * not read.
 *
 * <p>
 * With P = Lᵀ·u, uᵀ·∂L/∂A = L⁻ᵀ·S·L⁻¹, where the symmetric S is half of P on and below the diagonal (Murray 2016,
 * "Differentiation of the Cholesky decomposition", 3.1). As in PyTorch, it is symmetric: the gradient of a function of
 * symmetric matrices.
 */
public record CholeskyOp() implements Op {

    /**
     * L with A = L·Lᵀ, computed in double precision.
     *
     * @throws IllegalArgumentException if A is not square, or not positive definite
     */
    public static Tensor cholesky(Tensor a) {
        return new CholeskyOp().apply(a);
    }

    /** L, or the R = Lᵀ with A = Rᵀ·R, for which what is below A's diagonal is not read; otherwise as {@link #cholesky(Tensor)}. */
    public static Tensor cholesky(Tensor a, boolean upper) {
        return upper ? PermuteOp.mT(cholesky(PermuteOp.mT(a))) : cholesky(a);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Batches.checkSquare(name(), inputs.get(0));
        return inputs.get(0).type();
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        Batches.each(kernels, call, new CholeskyFactor());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor product = new MatMulOp(true, false).apply(output, upstream);
        Tensor symmetric = product.tril().add(PermuteOp.mT(Triangles.tril(product, -1))).mul(0.5);
        SolveTriangularOp transposed = new SolveTriangularOp(false, true, false);
        return transposed.apply(output, PermuteOp.mT(transposed.apply(output, symmetric)));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.OUTPUT;
    }
}
