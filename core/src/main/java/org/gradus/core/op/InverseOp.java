package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.LuInverse;

/** Y = A⁻¹ for A [*,n,n]; uᵀ·∂Y/∂A = −Yᵀ·u·Yᵀ (Giles 2008, 2.2.3). */
public record InverseOp() implements Op {

    /**
     * Y = A⁻¹, computed in double precision by elimination. To multiply by an inverse, use {@link SolveOp#solve}, which is
     * faster and more accurate.
     *
     * @throws IllegalArgumentException if A is not square or singular
     */
    public static Tensor inverse(Tensor a) {
        return new InverseOp().apply(a);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Batches.checkSquare(name(), inputs.get(0));
        return inputs.get(0).type();
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        Batches.each(kernels, call, new LuInverse());
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor left = new MatMulOp(true, false).apply(output, upstream);
        return new MatMulOp(false, true).apply(left, output).neg();
    }

    @Override
    public Saves saves(int argument) {
        return Saves.OUTPUT;
    }
}
