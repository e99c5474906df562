package org.gradus.core.kernel;

/**
 * Tells a matrix's regular part from the rest: with its rows and columns in another order, A = [[A₁₁, A₁₂], [A₂₁, A₂₂]], where
 * A₁₁ is safely inverted and A₂₂ − A₂₁·A₁₁⁻¹·A₁₂ is close to 0. The result is one row: the size of A₁₁, −1 or 1 for the order's
 * parity, the order of the rows and that of the columns.
 *
 * <p>
 * Gauss's elimination says how, the largest of all remaining elements being the next pivot. As that takes long, it is done only
 * for matrices in which pivots chosen within columns differ much; for others the regular part is all.
 *
 * @param tolerance the size, as a part of the largest pivot's, up to which elements are close to 0
 */
public record CompletePivoting(double tolerance) implements MatrixFunction {

    @Override
    public int apply(double[][][] inputs, double[][] output) {
        double[][] a = inputs[0];
        int n = a.length;
        double[] result = output[0];
        result[0] = n;
        result[1] = 1;
        for (int i = 0; i < n; i++) {
            result[2 + i] = i;
            result[2 + n + i] = i;
        }
        double[][] copy = new double[n][];
        for (int i = 0; i < n; i++) {
            copy[i] = a[i].clone();
        }
        if (!isRegular(copy)) {
            eliminate(a, result);
        }
        return DONE;
    }

    private boolean isRegular(double[][] a) {
        var lu = new LuDecomposition(a);
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int k = 0; k < a.length; k++) {
            smallest = Math.min(smallest, Math.abs(lu.pivot(k)));
            largest = Math.max(largest, Math.abs(lu.pivot(k)));
        }
        return smallest > tolerance * largest;
    }

    private void eliminate(double[][] a, double[] result) {
        int n = a.length;
        double largest = 0;
        for (int k = 0; k < n; k++) {
            int row = k;
            int column = k;
            for (int i = k; i < n; i++) {
                for (int j = k; j < n; j++) {
                    if (Math.abs(a[i][j]) > Math.abs(a[row][column])) {
                        row = i;
                        column = j;
                    }
                }
            }
            double pivot = Math.abs(a[row][column]);
            largest = Math.max(largest, pivot);
            if (pivot <= tolerance * largest) {
                result[0] = k;
                return;
            }
            exchange(a, k, row, column, result);
            for (int i = k + 1; i < n; i++) {
                RowUpdate.subtract(a[i], k + 1, n, a[i][k] / a[k][k], a[k]);
            }
        }
    }

    private static void exchange(double[][] a, int k, int row, int column, double[] result) {
        double[] exchanged = a[k];
        a[k] = a[row];
        a[row] = exchanged;
        for (double[] each : a) {
            exchange(each, k, column);
        }
        exchange(result, 2 + k, 2 + row);
        exchange(result, 2 + a.length + k, 2 + a.length + column);
        result[1] *= (row == k ? 1 : -1) * (column == k ? 1 : -1);
    }

    private static void exchange(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    @Override
    public String complaint(String matrix, int order) {
        throw new AssertionError("every matrix has a regular part");
    }
}
