package org.gradus.core.kernel;

/** A = L·Lᵀ, L being zero above its diagonal; of A, nothing above the diagonal is read. */
public record CholeskyFactor() implements MatrixFunction {

    /** As in {@link LuDecomposition}. */
    private static final int PANEL = 32;

    /** Makes Lᵀ row by row, whose rows lie together. */
    @Override
    public int apply(double[][][] inputs, double[][] output) {
        double[][] a = inputs[0];
        int n = a.length;
        for (int i = 0; i < n; i++) {
            RowUpdate.column(a, i, i, n, a[i]);
        }
        for (int from = 0; from < n; from += PANEL) {
            int to = Math.min(n, from + PANEL);
            for (int k = from; k < to; k++) {
                update(a, k, from, k);
                if (!(a[k][k] > 0)) {
                    return k + 1;
                }
                double root = Math.sqrt(a[k][k]);
                for (int j = k; j < n; j++) {
                    a[k][j] /= root;
                }
            }
            int begin = from;
            RowUpdate.each(to, n, (long) (to - from) * (n - to), (first, end) -> {
                for (int i = first; i < end; i++) {
                    update(a, i, begin, to);
                }
            });
        }
        for (int i = 0; i < n; i++) {
            RowUpdate.column(a, i, 0, i + 1, output[i]);
        }
        return DONE;
    }

    /** Subtracts from row i what the finished rows {@code first} to {@code end} − 1 have of it. */
    private static void update(double[][] a, int i, int first, int end) {
        double[] factors = new double[end];
        RowUpdate.column(a, i, first, end, factors);
        RowUpdate.subtract(a[i], i, a.length, factors, a, first, end);
    }

    @Override
    public String complaint(String matrix, int order) {
        return "[cholesky] %s is not positive definite at order %s; add a small multiple of the identity"
                .formatted(matrix, order);
    }
}
