package org.gradus.core.kernel;

/** The panels of a matrix whose columns run along k: of A itself, or of B transposed. */
record MatrixPanels(MatrixView matrix) implements PanelSource {

    /** Elements of a cache line: what is read of a row at once where rows become columns. */
    private static final int LINE = 16;

    @Override
    public void pack(Part part, float[] to, int at) {
        for (int p = 0; p < part.depth();) {
            int depth = matrix.columns().evenFrom(part.start() + p, part.depth() - p);
            for (int i = 0; i < part.count();) {
                int count = matrix.rows().evenFrom(part.first() + i, part.count() - i);
                packEven(matrix.at(part.first() + i, part.start() + p), count, depth,
                        to, at + p * part.width() + i, part.width());
                i += count;
            }
            p += depth;
        }
        Panels.clear(part, to, at);
    }

    private void packEven(int from, int count, int depth, float[] to, int at, int width) {
        if (matrix.rows().stride() == 1) {
            copyRows(matrix.data(), from, matrix.columns().stride(), to, at, width, count, depth);
        } else {
            transpose(from, count, depth, to, at, width);
        }
    }

    private static void copyRows(float[] x, int from, int stride, float[] to, int at, int width, int count, int depth) {
        for (int p = 0; p < depth; p++) {
            Runs.copy(x, from + p * stride, to, at + p * width, count);
        }
    }

    /** A cache line of each row at a time: rows a power of two apart would drive one another out of the cache. */
    private void transpose(int from, int count, int depth, float[] to, int at, int width) {
        float[] x = matrix.data();
        int rowStride = matrix.rows().stride();
        int stride = matrix.columns().stride();
        for (int line = 0; line < depth; line += LINE) {
            int end = Math.min(depth, line + LINE);
            for (int i = 0; i < count; i++) {
                int source = from + i * rowStride;
                for (int p = line; p < end; p++) {
                    to[at + p * width + i] = x[source + p * stride];
                }
            }
        }
    }
}
