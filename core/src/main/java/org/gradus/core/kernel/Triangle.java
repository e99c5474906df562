package org.gradus.core.kernel;

/**
 * A triangular matrix T within a square one, of which no other part is read.
 *
 * @param upper whether T is on and above the diagonal, rather than on and below it
 * @param transpose whether Tᵀ stands in the equations, rather than T
 * @param unit whether the diagonal is taken for ones, whatever is there
 */
record Triangle(double[][] rows, boolean upper, boolean transpose, boolean unit) {

    /** The columns that are solved for together, few enough for their unknowns to stay near. */
    private static final int COLUMNS = 64;

    /** The first place on the diagonal, counted from 1, with a 0; 0 if there is none. */
    int firstZero() {
        for (int i = 0; i < rows.length && !unit; i++) {
            if (rows[i][i] == 0) {
                return i + 1;
            }
        }
        return 0;
    }

    /** X ← T⁻¹·X, or T⁻ᵀ·X: by substitution, one row after another. */
    void solve(double[][] x) {
        long n = rows.length;
        int columns = n == 0 ? 0 : x[0].length;
        int size = (int) Math.max(COLUMNS, RowUpdate.TASK / Math.max(1, n * n));
        Chunks.run(columns, size, (from, to) -> solve(x, from, to));
    }

    private void solve(double[][] x, int from, int to) {
        int n = rows.length;
        boolean downwards = upper == transpose;
        double[] column = new double[n];
        for (int step = 0; step < n; step++) {
            int i = downwards ? step : n - 1 - step;
            int first = downwards ? 0 : i + 1;
            int end = downwards ? i : n;
            if (transpose) {
                RowUpdate.column(rows, i, first, end, column);
            }
            RowUpdate.subtract(x[i], from, to, transpose ? column : rows[i], x, first, end);
            for (int j = from; j < to && !unit; j++) {
                x[i][j] /= rows[i][i];
            }
        }
    }
}
