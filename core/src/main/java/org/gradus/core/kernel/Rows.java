package org.gradus.core.kernel;

/** Visits the rows of an array around one run of dimensions, each of which is reduced, sorted or scanned by itself. */
final class Rows {

    /** The elements that one task visits, whatever the number of threads. */
    private static final int TASK = 16 * 1024;

    private Rows() {}

    /** What is done with a row: element j stands at {@code first + j·inner}, and a result of its own at {@code row}. */
    interface Body {
        void run(int row, int first);
    }

    /** Visits every row once, on several threads if they are many; the body writes what belongs to its row alone. */
    static void each(Span span, Body body) {
        int rows = span.outer() * span.inner();
        int perTask = Math.max(1, TASK / Math.max(1, span.length()));
        Parallel.run(Math.ceilDiv(rows, perTask), task -> {
            for (int row = task * perTask; row < Math.min(rows, task * perTask + perTask); row++) {
                body.run(row, span.at(row / span.inner(), 0, row % span.inner()));
            }
        });
    }
}
