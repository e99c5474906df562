package org.gradus.core.kernel;

/** y ← y − Σₖ fₖ·xₖ for rows of matrices, in ascending k: what decompositions and triangular solutions are made of. */
final class RowUpdate {

    /** The multiplications of a task that are worth waking a thread. */
    static final int TASK = 64 * 1024;

    private RowUpdate() {}

    /**
     * y[j] −= Σ f[k]·x[k][j] over k from {@code first} to {@code end} − 1, for j from {@code from} to {@code to} − 1; y is none of
     * these rows. Four rows at a time, so that y is loaded and stored a fourth as often; every element is subtracted in order.
     */
    static void subtract(double[] y, int from, int to, double[] f, double[][] x, int first, int end) {
        int k = first;
        for (; k + 4 <= end; k += 4) {
            subtract(y, from, to, f[k], x[k], f[k + 1], x[k + 1], f[k + 2], x[k + 2], f[k + 3], x[k + 3]);
        }
        for (; k < end; k++) {
            subtract(y, from, to, f[k], x[k]);
        }
    }

    /** y[j] −= f·x[j] for j from {@code from} to {@code to} − 1. */
    static void subtract(double[] y, int from, int to, double f, double[] x) {
        for (int j = from; j < to; j++) {
            y[j] -= f * x[j];
        }
    }

    private static void subtract(double[] y, int from, int to, double f0, double[] x0, double f1, double[] x1,
            double f2, double[] x2, double f3, double[] x3) {
        for (int j = from; j < to; j++) {
            y[j] = y[j] - f0 * x0[j] - f1 * x1[j] - f2 * x2[j] - f3 * x3[j];
        }
    }

    /** Visits the rows from {@code first} to {@code end} − 1, on several threads if their updates are so much work. */
    static void each(int first, int end, long workPerRow, Chunks.Body rows) {
        int size = (int) Math.max(1, TASK / Math.max(1, workPerRow));
        Chunks.run(end - first, size, (from, to) -> rows.run(first + from, first + to));
    }

    /** Copies the elements {@code first} to {@code end} − 1 of a column to their places in a row. */
    static void column(double[][] matrix, int column, int first, int end, double[] row) {
        for (int k = first; k < end; k++) {
            row[k] = matrix[k][column];
        }
    }
}
