package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.LuSolve;

/**
 * X = A⁻¹·B for A [*,n,n], B [*,n,k]; ∂/∂B is A⁻ᵀ·u, an op of the same kind, and ∂/∂A is −(A⁻ᵀ·u)·Xᵀ (Giles 2008, 2.3.1).
 *
 * @param transpose whether Aᵀ stands in the equations, rather than A
 */
public record SolveOp(boolean transpose) implements Op {

    /**
     * The X with A·X = B, as PyTorch's {@code linalg.solve} defines it: B is a matrix or a batch of them, broadcast, or a
     * vector, or one vector for each A. Computed in double precision by elimination; one A for a whole batch is decomposed
     * once.
     *
     * @throws IllegalArgumentException if A is not square or singular, or B has another number of rows
     */
    public static Tensor solve(Tensor a, Tensor b) {
        Batches.checkSquare("solve", a);
        return Batches.columns(a, b, SolveOp::solveColumns);
    }

    private static Tensor solveColumns(Tensor a, Tensor b) {
        checkArgument(b.shape().rank() >= 2, "[solve] the right-hand side must be a vector or matrices, but is %s",
                b.type());
        if (a.shape().rank() == 2 && b.shape().rank() > 2) {
            Tensor rowsFirst = PermuteOp.movedim(b, -2, 0);
            Tensor x = new SolveOp(false).apply(a, ReshapeOp.flatten(rowsFirst, 1, -1));
            return PermuteOp.movedim(ReshapeOp.reshape(x, rowsFirst.shape()), 0, -2);
        }
        return Batches.broadcast("solve", a, b, new SolveOp(false)::apply);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        return Batches.checkSystem(name(), inputs.get(0), inputs.get(1));
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        Batches.each(kernels, call, new LuSolve(transpose));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor byRight = new SolveOp(!transpose).apply(inputs.get(0), upstream);
        if (argument == 1) {
            return byRight;
        }
        return byMatrix(transpose, byRight, output);
    }

    /** The gradient of A, given that of B and X. */
    static Tensor byMatrix(boolean transpose, Tensor byRight, Tensor x) {
        MatMulOp outer = new MatMulOp(false, true);
        return (transpose ? outer.apply(x, byRight) : outer.apply(byRight, x)).neg();
    }

    @Override
    public Saves saves(int argument) {
        return argument == 1 ? Saves.input(0) : Saves.input(0).and(Saves.OUTPUT);
    }
}
