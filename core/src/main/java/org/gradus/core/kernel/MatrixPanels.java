package org.gradus.core.kernel;

/** The panels of a matrix whose columns run along k: of A itself, or of B transposed. */
record MatrixPanels(MatrixView matrix) implements PanelSource {

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
    }

    private void packEven(int from, int count, int depth, float[] to, int at, int width) {
        if (matrix.rows().stride() == 1) {
            Runs.copyAll(matrix.data(), from, matrix.columns().stride(), count, depth, to, at, width);
        } else {
            transpose(from, count, depth, to, at, width);
        }
    }

    private void transpose(int from, int count, int depth, float[] to, int at, int width) {
        float[] x = matrix.data();
        int rowStride = matrix.rows().stride();
        int stride = matrix.columns().stride();
        int i = 0;
        for (; i <= count - 4 && stride == 1; i += 4) {
            Runs.interleave(x, from + i * rowStride, rowStride, depth, to, at + i, width);
        }
        for (; i < count; i++) {
            Runs.spread(x, from + i * rowStride, stride, depth, to, at + i, width);
        }
    }
}
