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
import org.gradus.core.kernel.SparseMatrix;

/**
 * y[…,j,l] = Σ R[j,k]·C[l,m]·x[…,k,m], that is y = R·x·Cᵀ for the matrices of the last two dimensions; x [*,K,M] → y [*,J,L].
 *
 * <p>
 * Pools that take averages, images stretched and shrunk, and sums over neighbouring channels are all linear maps along one
 * dimension after another, in which each result has few terms. The transpose of one is one with R and C transposed.
 *
 * @param mixing R [J,K] and C [L,M]
 */
public record SeparableOp(Mixing mixing) implements Op {

    /** The op that mixes rows by R [J,K] and columns by C [L,M]. */
    public SeparableOp(SparseMatrix rows, SparseMatrix columns) {
        this(new Mixing(rows, columns));
    }

    /** y = x with each of its last dimensions mapped, one matrix for each of them. */
    static Tensor map(Tensor x, SparseMatrix... matrices) {
        Shape shape = x.shape();
        return switch (matrices.length) {
            case 1 -> new SeparableOp(SparseMatrix.identity(shape.size(-2)), matrices[0]).apply(x);
            case 2 -> new SeparableOp(matrices[0], matrices[1]).apply(x);
            case 3 -> map(alongThird(x, matrices[0]), matrices[1], matrices[2]);
            default -> throw new AssertionError(matrices.length);
        };
    }

    private static Tensor alongThird(Tensor x, SparseMatrix matrix) {
        Tensor merged = ReshapeOp.flatten(x, -2, -1);
        Tensor mapped = new SeparableOp(matrix, SparseMatrix.identity(merged.size(-1))).apply(merged);
        return ReshapeOp.reshape(mapped, x.shape().withSize(-3, matrix.rows()));
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Checks.floating(name(), x);
        SparseMatrix rows = mixing.rows();
        SparseMatrix columns = mixing.columns();
        checkArgument(x.shape().rank() >= 2 && x.size(-2) == rows.columns() && x.size(-1) == columns.columns(),
                "[separable] matrices of %s rows and %s columns are mixed, but came %s", rows.columns(),
                columns.columns(), x.type());
        return new TensorType(x.shape().withSize(-2, rows.rows()).withSize(-1, columns.rows()), x.dtype());
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        Shape shape = call.shape(0);
        kernels.separable(mixing.rows(), mixing.columns(), call.in(0), call.out(), shape.numel(0, shape.rank() - 2));
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return new SeparableOp(mixing.transposed()).apply(upstream);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }

    @Override
    public Tensor vmap(List<Tensor> inputs) {
        return apply(inputs.get(0));
    }
}
