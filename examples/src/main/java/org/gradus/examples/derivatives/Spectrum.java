package org.gradus.examples.derivatives;

import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.QrOp;
import org.gradus.core.random.Rng;

/**
 * Eigenvalues of a symmetric matrix H [d,d] of rank at most k. Products of H with k random vectors span its range; in an
 * orthonormal basis Q of that, H is QᵀHQ, which is small.
 *
 * <p>
 * Source: N. Halko, P.-G. Martinsson, J. A. Tropp, <i>Finding structure with randomness: probabilistic algorithms for
 * constructing approximate matrix decompositions</i>, SIAM Review 53 (2011).
 *
 * @param values the k eigenvalues that may differ from 0, largest first
 * @param error ‖H − Q(QᵀHQ)Qᵀ‖, the Frobenius norm: no eigenvalue of H is further from these, or from 0 (Weyl)
 */
record Spectrum(double[] values, double error) {

    /** Those of H, float64 [d,d]; k may be larger than the rank, but not than d. */
    static Spectrum of(Tensor h, int k, Rng rng) {
        int d = h.size(0);
        double[] random = new double[d * k];
        rng.normal(random, 0, 1);
        Tensor q = QrOp.qr(h.matmul(Tensor.wrap(random, Shape.of(d, k)))).q();
        Tensor small = q.t().matmul(h).matmul(q);
        Tensor symmetric = small.add(small.t()).mul(0.5);
        double error = h.sub(q.matmul(symmetric).matmul(q.t())).norm().item();
        return new Spectrum(new EigenDecomposition(matrix(symmetric)).getRealEigenvalues(), error);
    }

    /** How many eigenvalues are further from 0 than so much of the largest one. */
    long above(double share) {
        return Arrays.stream(values).filter(value -> Math.abs(value) > share * values[0]).count();
    }

    /** The same matrix for commons-math. */
    static RealMatrix matrix(Tensor a) {
        double[] elements = a.to(DType.FLOAT64).toDoubleArray();
        int columns = a.size(1);
        double[][] rows = new double[a.size(0)][];
        Arrays.setAll(rows, row -> Arrays.copyOfRange(elements, row * columns, (row + 1) * columns));
        return MatrixUtils.createRealMatrix(rows);
    }
}
