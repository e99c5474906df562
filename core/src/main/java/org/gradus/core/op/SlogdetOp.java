package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.SignAndLogAbsDet;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.LuDeterminant;
import org.gradus.core.kernel.Matrices;

/**
 * y = the sign of det A and log|det A| for A [*,n,n] → y [*,2]; the latter's gradient is A⁻ᵀ (Giles 2008, 2.2.4). Neither
 * overflows where the determinant would.
 */
public record SlogdetOp() implements Op {

    /**
     * The sign of det A and log|det A|, 0 and −∞ where A is singular. No gradient flows through the sign, and asking for one
     * through the logarithm is refused where A is singular.
     *
     * @throws IllegalArgumentException if A is not square
     */
    public static SignAndLogAbsDet slogdet(Tensor a) {
        Tensor both = new SlogdetOp().apply(a);
        return new SignAndLogAbsDet(both.select(-1, 0).detach(), both.select(-1, 1));
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor a = inputs.get(0);
        Batches.checkSquare(name(), a);
        return new TensorType(Batches.of(Batches.leading(a.shape()), 2), a.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        Batches.each(kernels, call, new LuDeterminant(true), new Matrices<>(call.out(), 1, 2));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return Cofactors.scaled(upstream.select(-1, 1), PermuteOp.mT(InverseOp.inverse(inputs.get(0))));
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(0);
    }
}
