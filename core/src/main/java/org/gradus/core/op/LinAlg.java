package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.QR;
import org.gradus.core.SignAndLogAbsDet;
import org.gradus.core.Tensor;
import org.gradus.core.TriangularOptions;

/**
 * Linear algebra made of {@link SolveOp}, {@link SolveTriangularOp}, {@link InverseOp}, {@link SlogdetOp} and {@link QrOp},
 * for matrices and batches of them.
 */
public final class LinAlg {

    private LinAlg() {}

    /**
     * y = log det A for A [*,n,n] → y [*]: −∞ where A is singular, and NaN where the determinant is negative.
     *
     * @throws IllegalArgumentException if A is not square
     */
    public static Tensor logdet(Tensor a) {
        SignAndLogAbsDet parts = SlogdetOp.slogdet(a);
        return WhereOp.where(parts.sign().lt(0), Double.NaN, parts.logAbsDet());
    }

    /**
     * The X with A·X = B, given A's Cholesky factor L, as {@link CholeskyOp#cholesky(Tensor)} computes it.
     *
     * @param b [*,n,k]
     * @param l [*,n,n]
     * @throws IllegalArgumentException if L is not square or has a 0 on its diagonal, or B has another number of rows
     */
    public static Tensor choleskySolve(Tensor b, Tensor l) {
        return choleskySolve(b, l, false);
    }

    /** As {@link #choleskySolve(Tensor, Tensor)}, or given the upper factor R = Lᵀ. */
    public static Tensor choleskySolve(Tensor b, Tensor factor, boolean upper) {
        Batches.checkSquare("choleskySolve", factor);
        Batches.checkMatrices("choleskySolve", b);
        return Batches.broadcast("choleskySolve", factor, b,
                (triangle, right) -> new SolveTriangularOp(upper, !upper, false).apply(triangle,
                        new SolveTriangularOp(upper, upper, false).apply(triangle, right)));
    }

    /**
     * Y = A·A·…·A, so many times; the identity for 0, and the inverse's power for negative ones.
     *
     * @throws IllegalArgumentException if A is not square, or singular where the inverse is needed
     */
    public static Tensor matrixPower(Tensor a, int exponent) {
        Batches.checkSquare("matrixPower", a);
        if (exponent == 0) {
            return Batches.expand(Batches.identity(a.size(-1), a), Batches.leading(a.shape()));
        }
        return exponent < 0
                ? positivePower(InverseOp.inverse(a), Math.negateExact(exponent))
                : positivePower(a, exponent);
    }

    private static Tensor positivePower(Tensor a, int exponent) {
        if (exponent == 1) {
            return a;
        }
        Tensor root = positivePower(a, exponent / 2);
        Tensor even = root.matmul(root);
        return exponent % 2 == 0 ? even : even.matmul(a);
    }

    /**
     * The X with the smallest |A·X − B|², and of several the smallest X, for A [*,m,n] of full rank and B [*,m,k], a vector, or
     * one vector for each A: what PyTorch's {@code linalg.lstsq} does by its driver {@code gels}.
     *
     * @throws IllegalArgumentException if B has another number of rows, or some rows or columns of A are exactly dependent
     */
    public static Tensor lstsq(Tensor a, Tensor b) {
        Batches.checkMatrices("lstsq", a);
        return Batches.columns(a, b, LinAlg::lstsqOfColumns);
    }

    private static Tensor lstsqOfColumns(Tensor a, Tensor b) {
        checkArgument(b.shape().rank() >= 2 && b.size(-2) == a.size(-2),
                "[lstsq] matrices %s need a right-hand side with %s rows, but came %s; transpose or reshape it",
                a.shape(),
                a.size(-2), b.type());
        if (a.size(-2) >= a.size(-1)) {
            QR factors = QrOp.qr(a);
            return SolveTriangularOp.solveTriangular(factors.r(), factors.q().mT().matmul(b), TriangularOptions.UPPER);
        }
        QR factors = QrOp.qr(a.mT());
        return factors.q().matmul(
                SolveTriangularOp.solveTriangular(factors.r().mT(), b, TriangularOptions.LOWER));
    }
}
