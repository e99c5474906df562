package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import java.util.Arrays;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** Products of vectors and matrices that have a name of their own. */
public final class Products {

    private Products() {}

    /**
     * y = Σ aᵢ·bᵢ; a, b [n].
     *
     * @throws IllegalArgumentException unless both are vectors of one length
     */
    public static Tensor dot(Tensor a, Tensor b) {
        Checks.rank("dot", "the first operand", a, "N");
        Checks.rank("dot", "the second operand", b, "N");
        return MatMulOp.matmul(a, b);
    }

    /**
     * y = A·x; A [m,n], x [n] → y [m].
     *
     * @throws IllegalArgumentException unless A is a matrix and x a vector that fits it
     */
    public static Tensor mv(Tensor matrix, Tensor vector) {
        Checks.rank("mv", "the first operand", matrix, "M,N");
        Checks.rank("mv", "the second operand", vector, "N");
        return MatMulOp.matmul(matrix, vector);
    }

    /**
     * yᵢⱼ = aᵢ·bⱼ; a [m], b [n] → y [m,n].
     *
     * @throws IllegalArgumentException unless both are vectors
     */
    public static Tensor outer(Tensor a, Tensor b) {
        Checks.rank("outer", "the first operand", a, "M");
        Checks.rank("outer", "the second operand", b, "N");
        return ReshapeOp.unsqueeze(a, 1).mul(b);
    }

    /**
     * y[…,k] = Σᵢⱼ a[…,i]·w[k,i,j]·b[…,j]; a [*,I], b [*,J], w [K,I,J] → y [*,K].
     *
     * @throws IllegalArgumentException if shapes or types do not fit
     */
    public static Tensor bilinear(Tensor a, Tensor b, Tensor weight) {
        Checks.rank("bilinear", "the weight", weight, "K,I,J");
        int rank = a.shape().rank();
        boolean fits = rank >= 1 && rank == b.shape().rank()
                && a.shape().withSize(-1, 0).equals(b.shape().withSize(-1, 0))
                && a.size(-1) == weight.size(1) && b.size(-1) == weight.size(2);
        checkArgument(fits,
                "[bilinear] inputs %s and %s do not fit the weight %s; they must be [*,I] and [*,J] for [K,I,J]",
                a.shape(), b.shape(), weight.shape());
        int k = weight.size(0);
        int j = weight.size(2);
        int n = a.shape().numel(0, rank - 1);
        Tensor byFirst = ReshapeOp.reshape(PermuteOp.permute(weight, 1, 0, 2), weight.size(1), k * j);
        Tensor forms = ReshapeOp.reshape(MatMulOp.matmul(ReshapeOp.reshape(a, n, weight.size(1)), byFirst), n, k, j);
        Tensor products = MatMulOp.matmul(forms, ReshapeOp.reshape(b, n, j, 1));
        int[] batch = Arrays.copyOf(a.shape().toArray(), rank - 1);
        return ReshapeOp.reshape(products, Shape.of(Ints.concat(batch, new int[]{k})));
    }
}
