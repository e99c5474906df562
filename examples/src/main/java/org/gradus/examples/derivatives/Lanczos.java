package org.gradus.examples.derivatives;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.gradus.core.Tensor;

/**
 * Extreme eigenvalues of a symmetric matrix H of which only products H·v can be had: those of QᵀHQ for an orthonormal basis
 * Q of v, H·v, H²·v and so on, a matrix with three diagonals.
 *
 * <p>
 * Source: C. Lanczos, <i>An iteration method for the solution of the eigenvalue problem of linear differential and integral
 * operators</i>, Journal of Research of the National Bureau of Standards 45 (1950). Every vector is made orthogonal to all
 * before it, which rounding would otherwise undo.
 */
final class Lanczos {

    private final UnaryOperator<Tensor> product;
    private final List<Tensor> basis = new ArrayList<>();
    private final List<Double> diagonal = new ArrayList<>();
    private final List<Double> beside = new ArrayList<>();

    /** An eigenvalue with its vector, of norm 1; some eigenvalue of H is as near as the residual ‖H·v − value·v‖. */
    record Pair(double value, Tensor vector, double residual) {}

    /** Begins with a vector, which should have a part in what is sought, as one of random numbers has. */
    Lanczos(UnaryOperator<Tensor> product, Tensor start) {
        this.product = product;
        basis.add(start.div(start.norm().item()));
    }

    /** Takes one more product; gives false if the basis holds all that products lead to. */
    boolean step() {
        Tensor last = basis.getLast();
        Tensor next = product.apply(last);
        diagonal.add(dot(next, last));
        for (int pass = 0; pass < 2; pass++) {
            for (Tensor vector : basis) {
                next = next.sub(vector.mul(dot(next, vector)));
            }
        }
        double norm = next.norm().item();
        beside.add(norm);
        if (norm == 0) {
            return false;
        }
        basis.add(next.div(norm));
        return true;
    }

    /** The largest eigenvalue so far. */
    Pair largest() {
        return pair(0);
    }

    /** The smallest eigenvalue so far. */
    Pair smallest() {
        return pair(diagonal.size() - 1);
    }

    private Pair pair(int index) {
        int k = diagonal.size();
        var small = new EigenDecomposition(diagonal.stream().mapToDouble(x -> x).toArray(),
                beside.stream().limit(k - 1).mapToDouble(x -> x).toArray());
        double[] weights = small.getEigenvector(index).toArray();
        Tensor vector = basis.getFirst().mul(weights[0]);
        for (int i = 1; i < k; i++) {
            vector = vector.add(basis.get(i).mul(weights[i]));
        }
        return new Pair(small.getRealEigenvalue(index), vector, Math.abs(beside.get(k - 1) * weights[k - 1]));
    }

    /** aᵀ·b. */
    static double dot(Tensor a, Tensor b) {
        return a.mul(b).sum().item();
    }
}
