package org.gradus.core.kernel;

/** An array seen as a matrix: element (i, j) at offset + rows.at(i) + columns.at(j). */
record MatrixView(float[] data, int offset, Steps rows, Steps columns) {

    /** Rows one after another, {@code width} elements each. */
    static MatrixView rowMajor(float[] data, int offset, int width) {
        return new MatrixView(data, offset, Steps.even(width), Steps.even(1));
    }

    /** The same elements with rows and columns exchanged. */
    MatrixView transpose() {
        return new MatrixView(data, offset, columns, rows);
    }

    /** The position of an element in the array. */
    int at(int row, int column) {
        return offset + rows.at(row) + columns.at(column);
    }

    /** Whether these columns lie side by side in every row. */
    boolean isContiguous(int column, int count) {
        return columns.stride() == 1 && columns.evenFrom(column, count) == count;
    }

    /** Whether these rows are evenly spaced. */
    boolean isEven(int row, int count) {
        return rows.evenFrom(row, count) == count;
    }

    /** Copies a tile from here into {@code tile}, whose rows are {@code width} apart. */
    void read(int row, int rowCount, int column, int columnCount, float[] tile, int width) {
        for (int i = 0; i < rowCount; i++) {
            for (int j = 0; j < columnCount;) {
                int count = columns.evenFrom(column + j, columnCount - j);
                int from = at(row + i, column + j);
                Runs.spread(data, from, columns.stride(), count, tile, i * width + j, 1);
                j += count;
            }
        }
    }

    /** Copies a tile from {@code tile}, whose rows are {@code width} apart, to here. */
    void write(int row, int rowCount, int column, int columnCount, float[] tile, int width) {
        for (int i = 0; i < rowCount; i++) {
            for (int j = 0; j < columnCount;) {
                int count = columns.evenFrom(column + j, columnCount - j);
                int to = at(row + i, column + j);
                Runs.spread(tile, i * width + j, 1, count, data, to, columns.stride());
                j += count;
            }
        }
    }
}
