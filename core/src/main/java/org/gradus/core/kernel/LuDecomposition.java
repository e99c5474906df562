package org.gradus.core.kernel;

/**
 * A with its rows in another order = L·U, by Gauss's elimination: L has ones on its diagonal, and of the candidates for each
 * pivot the largest is taken. A column that has none but zeros is passed over, so that singular matrices are decomposed too.
 */
final class LuDecomposition {

    /** The columns eliminated before all others are updated, few enough for their rows to stay near. */
    private static final int PANEL = 32;

    private final double[][] lu;
    private final int[] order;
    private int sign = 1;

    /** Decomposes a square matrix in its own rows. */
    LuDecomposition(double[][] a) {
        int n = a.length;
        lu = a;
        order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int from = 0; from < n; from += PANEL) {
            int to = Math.min(n, from + PANEL);
            for (int k = from; k < to; k++) {
                choosePivot(k);
                eliminate(k, to);
            }
            update(from, to);
        }
    }

    private void choosePivot(int k) {
        int best = k;
        for (int i = k + 1; i < lu.length; i++) {
            if (Math.abs(lu[i][k]) > Math.abs(lu[best][k])) {
                best = i;
            }
        }
        if (best != k) {
            double[] row = lu[k];
            lu[k] = lu[best];
            lu[best] = row;
            int place = order[k];
            order[k] = order[best];
            order[best] = place;
            sign = -sign;
        }
    }

    /** Makes L's column k, and updates the rows below in the columns up to {@code to}. */
    private void eliminate(int k, int to) {
        if (lu[k][k] != 0) {
            for (int i = k + 1; i < lu.length; i++) {
                lu[i][k] /= lu[k][k];
                RowUpdate.subtract(lu[i], k + 1, to, lu[i][k], lu[k]);
            }
        }
    }

    /** Brings the columns after a panel up to date, first in the panel's own rows, which the others are updated with. */
    private void update(int from, int to) {
        int n = lu.length;
        for (int i = from + 1; i < to; i++) {
            RowUpdate.subtract(lu[i], to, n, lu[i], lu, from, i);
        }
        RowUpdate.each(to, n, (long) (to - from) * (n - to), (first, end) -> {
            for (int i = first; i < end; i++) {
                RowUpdate.subtract(lu[i], to, n, lu[i], lu, from, to);
            }
        });
    }

    /** The first column, counted from 1, that depends on those before it; 0 if there is none. */
    int firstDependent() {
        return new Triangle(lu, true, false, false).firstZero();
    }

    /** −1 where rows were exchanged an odd number of times, and 1 otherwise. */
    int sign() {
        return sign;
    }

    /** The diagonal element k of U. */
    double pivot(int k) {
        return lu[k][k];
    }

    /** x = A⁻¹·b; no pivot is 0. */
    void solve(double[][] b, double[][] x) {
        for (int i = 0; i < x.length; i++) {
            System.arraycopy(b[order[i]], 0, x[i], 0, x[i].length);
        }
        new Triangle(lu, false, false, true).solve(x);
        new Triangle(lu, true, false, false).solve(x);
    }

    /** x = A⁻ᵀ·b; no pivot is 0, and b is overwritten. */
    void solveTransposed(double[][] b, double[][] x) {
        new Triangle(lu, true, true, false).solve(b);
        new Triangle(lu, false, true, true).solve(b);
        for (int i = 0; i < x.length; i++) {
            System.arraycopy(b[i], 0, x[order[i]], 0, b[i].length);
        }
    }
}
