package org.gradus.core.kernel;

/**
 * Gather and scatter-add on floats. They wait for memory rather than for arithmetic, so that the loops are plain; several
 * threads share the rows, and where there are too few, the columns.
 */
final class Float32Indexing {

    /** Columns of a unit of work. */
    private static final int STRIP = 1024;

    private Float32Indexing() {}

    /** y[o,j,i] = x[o,index[o,j,i],i] for j below {@code picks}. */
    static void gather(float[] x, long[] index, float[] y, Span span, int picks) {
        int inner = span.inner();
        Chunks.run(span.outer() * picks, Math.max(1, Chunks.CHEAP / Math.max(1, inner)), (from, to) -> {
            for (int row = from; row < to; row++) {
                int start = span.at(row / picks, 0, 0);
                for (int i = 0; i < inner; i++) {
                    int at = row * inner + i;
                    y[at] = x[start + (int) index[at] * inner + i];
                }
            }
        });
    }

    /** y[o,index[o,j,i],i] += x[o,j,i] for j below {@code picks}, in ascending j. */
    static void scatterAdd(float[] x, long[] index, float[] y, Span span, int picks) {
        int inner = span.inner();
        int strips = Math.ceilDiv(inner, STRIP);
        int unit = Math.max(1, picks * Math.min(inner, STRIP));
        Chunks.run(span.outer() * strips, Math.max(1, Chunks.CHEAP / unit), (from, to) -> {
            for (int number = from; number < to; number++) {
                int o = number / strips;
                int left = number % strips * STRIP;
                scatterAdd(x, index, y, span, picks, o, left, Math.min(inner, left + STRIP));
            }
        });
    }

    private static void scatterAdd(float[] x, long[] index, float[] y, Span span, int picks, int o, int left,
            int right) {
        int inner = span.inner();
        int start = span.at(o, 0, 0);
        for (int j = 0; j < picks; j++) {
            int row = (o * picks + j) * inner;
            for (int i = left; i < right; i++) {
                y[start + (int) index[row + i] * inner + i] += x[row + i];
            }
        }
    }
}
