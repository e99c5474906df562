package org.gradus.core.kernel;

import java.util.Arrays;

/**
 * A matrix most of whose elements are 0, row by row: the columns that have a weight in a row, and the weights. What has no
 * weight is not there at all, so that it has no say even where it is infinite or NaN. Immutable.
 */
public final class SparseMatrix {

    private final int columns;
    private final int[] starts;
    private final int[] indices;
    private final double[] weights;
    private final boolean identity;

    private SparseMatrix(int columns, int[] starts, int[] indices, double[] weights) {
        this.columns = columns;
        this.starts = starts;
        this.indices = indices;
        this.weights = weights;
        identity = rows() == columns && indices.length == columns && hasUnitDiagonal();
    }

    private boolean hasUnitDiagonal() {
        for (int row = 0; row < columns; row++) {
            if (starts[row] != row || indices[row] != row || weights[row] != 1) {
                return false;
            }
        }
        return true;
    }

    /** The matrix that changes nothing. */
    public static SparseMatrix identity(int size) {
        Builder builder = new Builder(size);
        for (int row = 0; row < size; row++) {
            builder.add(row, 1).endRow();
        }
        return builder.build();
    }

    /** Puts a matrix together, row after row. */
    public static final class Builder {

        private final int columns;
        private int[] starts = new int[16];
        private int[] indices = new int[16];
        private double[] weights = new double[16];
        private int rows;
        private int terms;

        /** A matrix of so many columns, without a row as yet. */
        public Builder(int columns) {
            this.columns = columns;
        }

        /** Gives a column a weight in the row at hand, beside what it was given just before. */
        public Builder add(int column, double weight) {
            if (terms > starts[rows] && indices[terms - 1] == column) {
                weights[terms - 1] += weight;
            } else if (weight != 0) {
                if (terms == indices.length) {
                    indices = Arrays.copyOf(indices, 2 * terms);
                    weights = Arrays.copyOf(weights, 2 * terms);
                }
                indices[terms] = column;
                weights[terms++] = weight;
            }
            return this;
        }

        /** Ends the row at hand and begins the next. */
        public Builder endRow() {
            if (++rows == starts.length) {
                starts = Arrays.copyOf(starts, 2 * rows);
            }
            starts[rows] = terms;
            return this;
        }

        /** The matrix of the rows that have ended. */
        public SparseMatrix build() {
            return new SparseMatrix(columns, Arrays.copyOf(starts, rows + 1), Arrays.copyOf(indices, terms),
                    Arrays.copyOf(weights, terms));
        }
    }

    /** The number of rows. */
    public int rows() {
        return starts.length - 1;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }

    /** The number of weights. */
    public int terms() {
        return indices.length;
    }

    /** The number of a row's first weight; those of a row follow one another, and the next row's come after them. */
    public int start(int row) {
        return starts[row];
    }

    /** The column that a weight belongs to. */
    public int column(int term) {
        return indices[term];
    }

    /** A weight, by its number. */
    public double weight(int term) {
        return weights[term];
    }

    /** Whether each row takes one column, its own, as it is. */
    public boolean isIdentity() {
        return identity;
    }

    /** For each row, whether it is the same as the one before it. */
    boolean[] repetitions() {
        boolean[] repeats = new boolean[rows()];
        for (int row = 1; row < repeats.length; row++) {
            int start = starts[row];
            int before = starts[row - 1];
            repeats[row] = Arrays.equals(indices, start, starts[row + 1], indices, before, start)
                    && Arrays.equals(weights, start, starts[row + 1], weights, before, start);
        }
        return repeats;
    }

    /** The weights in float32, by their numbers. */
    float[] floatWeights() {
        float[] floats = new float[weights.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) weights[i];
        }
        return floats;
    }

    /** The matrix with rows and columns exchanged. */
    public SparseMatrix transposed() {
        int[] begins = new int[columns + 1];
        for (int column : indices) {
            begins[column + 1]++;
        }
        for (int column = 0; column < columns; column++) {
            begins[column + 1] += begins[column];
        }
        int[] next = begins.clone();
        int[] rowsOfTerms = new int[indices.length];
        double[] moved = new double[indices.length];
        for (int row = 0; row < rows(); row++) {
            for (int term = starts[row]; term < starts[row + 1]; term++) {
                int to = next[indices[term]]++;
                rowsOfTerms[to] = row;
                moved[to] = weights[term];
            }
        }
        return new SparseMatrix(rows(), begins, rowsOfTerms, moved);
    }
}
