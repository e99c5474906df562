package org.gradus.core.kernel;

/**
 * A = Q·R by Householder's reflections, with LAPACK's signs: a column that has nothing below the diagonal is left as it is, and
 * otherwise the diagonal of R gets the sign opposite to that of what was there. The result is one row: Q, row by row, and R.
 *
 * @param columns how many columns Q has, and rows R: as many as A has columns, or as A has rows
 */
public record HouseholderQr(int columns) implements MatrixFunction {

    @Override
    public int apply(double[][][] inputs, double[][] output) {
        double[][] a = inputs[0];
        int rows = a.length;
        int width = rows == 0 ? 0 : a[0].length;
        int reflections = Math.min(rows, width);
        double[] taus = new double[reflections];
        for (int k = 0; k < reflections; k++) {
            taus[k] = makeReflection(a, k);
            reflect(a, k, taus[k], a, k + 1);
        }
        double[][] q = new double[rows][columns];
        for (int i = 0; i < columns; i++) {
            q[i][i] = 1;
        }
        for (int k = reflections - 1; k >= 0; k--) {
            reflect(a, k, taus[k], q, k);
        }
        double[] result = output[0];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(q[i], 0, result, i * columns, columns);
        }
        for (int i = 0; i < reflections; i++) {
            System.arraycopy(a[i], i, result, rows * columns + i * width + i, width - i);
        }
        return DONE;
    }

    /** Makes I − τ·v·vᵀ, which turns column k into R's; v has a 1 at k and replaces what is below it. Returns τ. */
    private static double makeReflection(double[][] a, int k) {
        double alpha = a[k][k];
        double below = norm(a, k, k + 1);
        if (below == 0) {
            return 0;
        }
        double beta = -Math.copySign(Math.hypot(alpha, below), alpha);
        for (int i = k + 1; i < a.length; i++) {
            a[i][k] /= alpha - beta;
        }
        a[k][k] = beta;
        return (beta - alpha) / beta;
    }

    /** The norm of column k from a row on, scaled so that no square overflows. */
    private static double norm(double[][] a, int k, int from) {
        double largest = 0;
        for (int i = from; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i][k]));
        }
        double squares = 0;
        for (int i = from; i < a.length && largest > 0; i++) {
            double scaled = a[i][k] / largest;
            squares += scaled * scaled;
        }
        return largest * Math.sqrt(squares);
    }

    /** x ← (I − τ·v·vᵀ)·x in the columns from one on, v being stored in column k. */
    private static void reflect(double[][] vectors, int k, double tau, double[][] x, int from) {
        int rows = vectors.length;
        int to = x[k].length;
        double[] negative = new double[rows];
        for (int i = k; i < rows; i++) {
            negative[i] = i == k ? -1 : -vectors[i][k];
        }
        double[] products = new double[to];
        RowUpdate.subtract(products, from, to, negative, x, k, rows);
        RowUpdate.each(k, rows, to - from, (first, end) -> {
            for (int i = first; i < end; i++) {
                RowUpdate.subtract(x[i], from, to, -tau * negative[i], products);
            }
        });
    }

    @Override
    public String complaint(String matrix, int order) {
        throw new AssertionError("every matrix has a QR decomposition");
    }
}
