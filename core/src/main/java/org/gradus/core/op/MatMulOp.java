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
import org.gradus.core.kernel.MatMulGeometry;

/**
 * C = A·B for matrices or batches of them; ∂C/∂A and ∂C/∂B are products of the same kind.
 *
 * @param transposeA whether A is given as its transpose [k,m]
 * @param transposeB whether B is given as its transpose [n,k]
 */
public record MatMulOp(boolean transposeA, boolean transposeB) implements Op {

    /**
     * The product as PyTorch's {@code matmul} defines it: matrices, vectors (a vector is a row on the left and a column
     * on the right), and batches of matrices whose leading dimensions broadcast.
     *
     * @throws IllegalArgumentException if an operand is a scalar or the inner sizes differ
     */
    public static Tensor matmul(Tensor a, Tensor b) {
        checkArgument(a.shape().rank() > 0 && b.shape().rank() > 0,
                "[matmul] needs vectors or matrices, but came %s and %s; use mul for scalars", a.type(), b.type());
        if (a.shape().rank() == 1) {
            return ReshapeOp.squeeze(matmul(ReshapeOp.unsqueeze(a, 0), b), b.shape().rank() == 1 ? 0 : -2);
        }
        if (b.shape().rank() == 1) {
            return ReshapeOp.without(matmul(a, ReshapeOp.unsqueeze(b, 1)), a.shape().rank() - 1);
        }
        if (b.shape().rank() == 2) {
            return foldRows(a, b, false);
        }
        return Batches.broadcast("matmul", a, b, new MatMulOp(false, false)::apply);
    }

    /**
     * y = x·Wᵀ for x [*, in] and W [out, in]: what a linear layer computes.
     *
     * @throws IllegalArgumentException if x's last dimension is not W's
     */
    public static Tensor matmulTransposed(Tensor x, Tensor weight) {
        return x.shape().rank() == 1
                ? ReshapeOp.without(foldRows(ReshapeOp.unsqueeze(x, 0), weight, true), 0)
                : foldRows(x, weight, true);
    }

    /** One product for all rows of a, however many dimensions they are spread over. */
    private static Tensor foldRows(Tensor a, Tensor b, boolean transposeB) {
        MatMulOp op = new MatMulOp(false, transposeB);
        if (a.shape().rank() == 2) {
            return op.apply(a, b);
        }
        Tensor rows = ReshapeOp.flatten(a, 0, -2);
        Tensor product = op.apply(rows, b);
        return ReshapeOp.reshape(product, a.shape().withSize(-1, product.size(1)));
    }

    /** As PyTorch spells it. */
    @Override
    public String name() {
        return "matmul";
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor a = inputs.get(0);
        Tensor b = inputs.get(1);
        Checks.sameType(name(), a, b);
        Checks.floating(name(), a);
        int rank = a.shape().rank();
        checkArgument(
                rank >= 2 && rank == b.shape().rank() && Batches.leading(a.shape()).equals(Batches.leading(b.shape())),
                "[matmul] %s and %s are not matrices or equal batches of them; MatMulOp.matmul broadcasts them",
                a.shape(), b.shape());
        checkArgument(innerA(a.shape()) == innerB(b.shape()),
                "[matmul] inner sizes differ: %s%s has %s columns but %s%s has %s rows; transpose or reshape one",
                a.shape(),
                transposeA ? "ᵀ" : "", innerA(a.shape()), b.shape(), transposeB ? "ᵀ" : "", innerB(b.shape()));
        Shape shape = a.shape().withSize(-2, a.size(transposeA ? -1 : -2)).withSize(-1, b.size(transposeB ? -2 : -1));
        return new TensorType(shape, a.dtype());
    }

    private int innerA(Shape a) {
        return a.size(transposeA ? -2 : -1);
    }

    private int innerB(Shape b) {
        return b.size(transposeB ? -1 : -2);
    }

    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        Shape out = call.outShape();
        int batches = out.numel(0, out.rank() - 2);
        kernels.matmul(call.in(0), call.in(1), call.out(), new MatMulGeometry(batches, out.size(-2),
                innerA(call.shape(0)), out.size(-1), transposeA, transposeB));
    }

    /** With A' and B' for what is multiplied: ∂A' = u·B'ᵀ and ∂B' = A'ᵀ·u, transposed where the operand is. */
    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor a = inputs.get(0);
        Tensor b = inputs.get(1);
        if (argument == 0) {
            return transposeA
                    ? new MatMulOp(transposeB, true).apply(b, upstream)
                    : new MatMulOp(false, !transposeB).apply(upstream, b);
        }
        return transposeB
                ? new MatMulOp(true, transposeA).apply(upstream, a)
                : new MatMulOp(!transposeA, false).apply(a, upstream);
    }

    @Override
    public Saves saves(int argument) {
        return Saves.input(1 - argument);
    }

    /** Lanes of one operand alone are more rows of A, or more columns of B: one large product instead of many small ones. */
    @Override
    public Tensor vmap(List<Tensor> inputs) {
        Tensor a = inputs.get(0);
        Tensor b = inputs.get(1);
        boolean matrices = a.shape().rank() == 3;
        if (matrices && b.size(0) == 1) {
            return foldRows(transposeA ? PermuteOp.mT(a) : a, Vmap.single(b), transposeB);
        }
        if (matrices && a.size(0) == 1) {
            return PermuteOp.mT(new MatMulOp(!transposeB, !transposeA).vmap(List.of(b, a)));
        }
        return apply(Vmap.expanded(inputs));
    }
}
