package org.gradus.core.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.CompletePivoting;
import org.gradus.core.kernel.KernelSets;
import org.gradus.core.kernel.Matrices;

/**
 * Matrices of cofactors, ∂det(A)/∂A.
 *
 * <p>
 * Those of a regular matrix are det(A)·A⁻ᵀ. At or near a singular one, that is a product of 0 and ∞, and its derivatives are
 * differences of infinities. There, A is put in an order in which A = [[A₁₁, A₁₂], [A₂₁, A₂₂]] with a regular A₁₁, as large as
 * possible. With L = A₂₁·A₁₁⁻¹, R = A₁₁⁻¹·A₁₂ and the Schur complement S = A₂₂ − L·A₁₂, which is close to 0,
 * det A = det(A₁₁)·det(S), and the cofactors are
 *
 * <pre>
 * det(A₁₁)·( det(S)·[[A₁₁⁻ᵀ, 0], [0, 0]] + [−L, I]ᵀ·cof(S)·[−Rᵀ, I] ).
 * </pre>
 *
 * det(S) and cof(S) are polynomials of S by the recursion of Faddeev and Le Verrier, so that nothing is divided by what may be
 * 0 and derivatives of any order are right.
 */
final class Cofactors {

    /** Where pivots are smaller than this part of the largest, the difference of infinities costs too many digits. */
    private static final double TOLERANCE = 1e-5;

    private Cofactors() {}

    /** A number for each matrix times that matrix. */
    static Tensor scaled(Tensor numbers, Tensor matrices) {
        return ReshapeOp.unsqueeze(ReshapeOp.unsqueeze(numbers, -1), -1).mul(matrices);
    }

    /** The cofactors of each matrix of a batch, given the determinants. */
    static Tensor of(Tensor a, Tensor det) {
        int n = a.size(-1);
        int batches = det.numel();
        List<Parts> parts = Parts.of(a, batches);
        if (parts.stream().allMatch(each -> each.isRegular(n))) {
            return regular(a, det);
        }
        Tensor matrices = ReshapeOp.reshape(a, batches, n, n);
        Tensor determinants = ReshapeOp.reshape(det, batches);
        List<Tensor> cofactors = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            Tensor matrix = matrices.select(0, i);
            Parts part = parts.get(i);
            cofactors.add(part.isRegular(n) ? regular(matrix, determinants.select(0, i)) : singular(matrix, part));
        }
        return ReshapeOp.reshape(ConcatOp.stack(cofactors, 0), a.shape());
    }

    private static Tensor regular(Tensor a, Tensor det) {
        return scaled(det, PermuteOp.mT(InverseOp.inverse(a)));
    }

    private static Tensor singular(Tensor a, Parts parts) {
        int n = a.size(0);
        int regular = parts.regular();
        int rest = n - regular;
        Tensor ordered = IndexSelectOp.indexSelect(IndexSelectOp.indexSelect(a, 0, parts.rows()), 1, parts.columns());
        Tensor upper = ordered.narrow(0, 0, regular);
        Tensor lower = ordered.narrow(0, regular, rest);
        Tensor block = upper.narrow(1, 0, regular);
        Tensor inverse = InverseOp.inverse(block);
        Tensor left = lower.narrow(1, 0, regular).matmul(inverse);
        Tensor right = inverse.matmul(upper.narrow(1, regular, rest));
        Tensor schur = lower.narrow(1, regular, rest).sub(left.matmul(upper.narrow(1, regular, rest)));
        Polynomials polynomials = Polynomials.of(schur);
        Tensor identity = Batches.identity(rest, a);
        Tensor down = ConcatOp.concat(List.of(left.neg(), identity), 1).mT();
        Tensor across = ConcatOp.concat(List.of(right.neg().mT(), identity), 1);
        Tensor padded = Padding.pad(inverse.mT(), new int[]{0, rest, 0, rest});
        Tensor cofactors = padded.mul(polynomials.det()).add(down.matmul(polynomials.cofactors()).matmul(across))
                .mul(DetOp.det(block)).mul(parts.parity());
        return new IndexAddOp(1, n).apply(new IndexAddOp(0, n).apply(cofactors, parts.rows()), parts.columns());
    }

    /**
     * The determinant and the cofactors of one matrix, without a division by any part of it: M₁ = I, cₖ = −tr(S·Mₖ)/k,
     * Mₖ₊₁ = S·Mₖ + cₖ·I; for r rows, det S = (−1)ʳ·cᵣ and the cofactors are (−1)ʳ⁻¹·Mᵣᵀ. Accurate near 0 only.
     */
    private record Polynomials(Tensor det, Tensor cofactors) {

        static Polynomials of(Tensor s) {
            int rows = s.size(0);
            Tensor identity = Batches.identity(rows, s);
            Tensor last = identity;
            Tensor product = s;
            for (int k = 1; k < rows; k++) {
                last = product.sub(identity.mul(Diagonals.trace(product).div(k)));
                product = s.matmul(last);
            }
            int sign = rows % 2 == 0 ? -1 : 1;
            return new Polynomials(Diagonals.trace(product).mul((double) sign / rows), last.mT().mul(sign));
        }
    }

    /**
     * A matrix's regular part.
     *
     * @param regular its size
     * @param parity −1 where the order of rows and columns has changed an odd number of times, and 1 otherwise
     * @param rows INT64, the rows of the matrix, those of the regular part first
     * @param columns the columns likewise
     */
    private record Parts(int regular, int parity, Tensor rows, Tensor columns) {

        boolean isRegular(int n) {
            return regular == n;
        }

        static List<Parts> of(Tensor a, int batches) {
            int n = a.size(-1);
            int length = 2 + 2 * n;
            double[] found = new double[batches * length];
            double[] values = a.detach().to(DType.FLOAT64).toDoubleArray();
            KernelSets.FLOAT64.eachMatrix(new CompletePivoting(TOLERANCE), List.of(new Matrices<>(values, n, n)),
                    new Matrices<>(found, 1, length), batches);
            List<Parts> parts = new ArrayList<>();
            for (int at = 0; at < found.length; at += length) {
                parts.add(new Parts((int) found[at], (int) found[at + 1], indices(found, at + 2, n),
                        indices(found, at + 2 + n, n)));
            }
            return parts;
        }

        private static Tensor indices(double[] found, int from, int count) {
            long[] indices = Arrays.stream(found, from, from + count).mapToLong(index -> (long) index).toArray();
            return Tensor.wrap(indices, Shape.of(count));
        }
    }
}
