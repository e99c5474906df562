package org.gradus.core.kernel;

/** Adds slices of an array up where an index says, in float32: y[o,index[j],i] += x[o,j,i], in ascending j. */
final class IndexedSum {

    /** Each task adds up a range of columns: no two write the same element, and each has the order of j. */
    private static final int COLUMNS = 256;

    private IndexedSum() {}

    /** Adds to y, whose span is given; x has one slice for each index. */
    static void run(float[] x, long[] index, float[] y, Span span) {
        int blocks = Math.ceilDiv(span.inner(), COLUMNS);
        Parallel.run(span.outer() * blocks, task -> {
            int o = task / blocks;
            int begin = task % blocks * COLUMNS;
            int count = Math.min(COLUMNS, span.inner() - begin);
            for (int j = 0; j < index.length; j++) {
                int from = (o * index.length + j) * span.inner() + begin;
                int to = span.at(o, (int) index[j], begin);
                for (int i = 0; i < count; i++) {
                    y[to + i] += x[from + i];
                }
            }
        });
    }
}
