package org.gradus.core;

/**
 * Which diagonal of which matrices.
 *
 * @param offset how far above the main diagonal, or below if negative
 * @param dim1 the dimension of the matrices' rows; negative ones count from the end
 * @param dim2 the dimension of their columns
 */
public record DiagonalOptions(int offset, int dim1, int dim2) {

    /** The main diagonal of the first two dimensions. */
    public static final DiagonalOptions DEFAULT = new DiagonalOptions(0, 0, 1);

    /** These options with another offset. */
    public DiagonalOptions withOffset(int value) {
        return new DiagonalOptions(value, dim1, dim2);
    }

    /** These options for the matrices that two other dimensions make up. */
    public DiagonalOptions withDims(int rows, int columns) {
        return new DiagonalOptions(offset, rows, columns);
    }
}
