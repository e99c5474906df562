package org.gradus.core.kernel;

/** Copies the slices of an array that an index names, one after another: y[o,j,i] = x[o,index[j],i]. */
final class IndexedCopy {

    /** The elements that one task copies, whatever the number of threads. */
    private static final int TASK = 32 * 1024;

    private IndexedCopy() {}

    /** Fills y; both arrays are of the same primitive type, and the span is x's. */
    static void run(Object x, long[] index, Object y, Span span) {
        if (span.inner() > 0) {
            int task = Math.max(1, TASK / span.inner());
            int slices = span.outer() * index.length;
            Parallel.run(Math.ceilDiv(slices, task),
                    t -> copy(x, index, y, span, t * task, Math.min(slices, t * task + task)));
        }
    }

    private static void copy(Object x, long[] index, Object y, Span span, int from, int to) {
        if (span.inner() > 1) {
            for (int slice = from; slice < to; slice++) {
                System.arraycopy(x, source(index, span, slice), y, slice * span.inner(), span.inner());
            }
            return;
        }
        switch (y) {
            case float[] target -> {
                float[] source = (float[]) x;
                for (int i = from; i < to; i++) {
                    target[i] = source[source(index, span, i)];
                }
            }
            case double[] target -> {
                double[] source = (double[]) x;
                for (int i = from; i < to; i++) {
                    target[i] = source[source(index, span, i)];
                }
            }
            case long[] target -> {
                long[] source = (long[]) x;
                for (int i = from; i < to; i++) {
                    target[i] = source[source(index, span, i)];
                }
            }
            case boolean[] target -> {
                boolean[] source = (boolean[]) x;
                for (int i = from; i < to; i++) {
                    target[i] = source[source(index, span, i)];
                }
            }
            default -> throw new AssertionError(y.getClass());
        }
    }

    private static int source(long[] index, Span span, int slice) {
        return span.at(slice / index.length, (int) index[slice % index.length], 0);
    }
}
