package org.gradus.core.kernel;

/**
 * A batch of matrices of one size, stored one after another, each row by row.
 *
 * @param <A> the array type, {@code float[]} for FLOAT32
 */
public record Matrices<A>(A data, int rows, int columns) {

    /** The elements of one matrix. */
    int numel() {
        return rows * columns;
    }

    /** A matrix of the batch, row by row in double precision. */
    double[][] read(int matrix) {
        double[][] read = new double[rows][columns];
        for (int i = 0, at = matrix * numel(); i < rows; i++, at += columns) {
            switch (data) {
                case double[] doubles -> System.arraycopy(doubles, at, read[i], 0, columns);
                case float[] floats -> {
                    for (int j = 0; j < columns; j++) {
                        read[i][j] = floats[at + j];
                    }
                }
                default -> throw new AssertionError(data);
            }
        }
        return read;
    }

    /** Makes these numbers, rounded to the element type, a matrix of the batch. */
    void write(int matrix, double[][] numbers) {
        for (int i = 0, at = matrix * numel(); i < rows; i++, at += columns) {
            switch (data) {
                case double[] doubles -> System.arraycopy(numbers[i], 0, doubles, at, columns);
                case float[] floats -> {
                    for (int j = 0; j < columns; j++) {
                        floats[at + j] = (float) numbers[i][j];
                    }
                }
                default -> throw new AssertionError(data);
            }
        }
    }
}
