package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.TriangularOptions;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.TriangularSolve;

/**
 * X = T⁻¹·B for a triangle T of A [*,n,n], B [*,n,k]; gradients are {@link SolveOp}'s, that of A within its triangle alone.
 *
 * @param upper whether T is on and above A's diagonal, rather than on and below it
 * @param transpose whether Tᵀ stands in the equations, rather than T
 * @param unit whether T's diagonal is taken for ones
 */
public record SolveTriangularOp(boolean upper, boolean transpose, boolean unit) implements Op {

    /**
     * The X with A·X = B, or X·A = B, A being triangular as the options say; the rest of it is not read. Batches broadcast.
     *
     * @throws IllegalArgumentException if A is not square or has a 0 on its diagonal, or B does not fit it
     */
    public static Tensor solveTriangular(Tensor a, Tensor b, TriangularOptions options) {
        Batches.checkSquare("solveTriangular", a);
        Batches.checkMatrices("solveTriangular", b);
        var op = new SolveTriangularOp(options.upper(), !options.left(), options.unitriangular());
        return options.left()
                ? Batches.broadcast("solveTriangular", a, b, op::apply)
                : PermuteOp.mT(Batches.broadcast("solveTriangular", a, PermuteOp.mT(b), op::apply));
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        return Batches.checkSystem(name(), inputs.get(0), inputs.get(1));
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        Batches.each(kernels, call, new TriangularSolve(upper, transpose, unit));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor byRight = new SolveTriangularOp(upper, !transpose, unit).apply(inputs.get(0), upstream);
        if (argument == 1) {
            return byRight;
        }
        Tensor full = SolveOp.byMatrix(transpose, byRight, output);
        return upper ? Triangles.triu(full, unit ? 1 : 0) : Triangles.tril(full, unit ? -1 : 0);
    }

    @Override
    public Saves saves(int argument) {
        return argument == 1 ? Saves.input(0) : Saves.input(0).and(Saves.OUTPUT);
    }
}
