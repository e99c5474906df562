package org.gradus.core.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.gradus.core.kernel.Scratch.Use;

/**
 * An operand cut into panels: A's rows into panels of {@link MicroKernels#ROWS} and one or two lower ones for the rest, B's
 * columns into panels of {@link MicroKernels#COLUMNS}, the last perhaps wider than what is left.
 */
final class Panels {

    /** By how many rows are left over after panels of 12: the widths that cover them at the least cost. */
    private static final int[][] REST = {{}, {4}, {4}, {4}, {4}, {6}, {6}, {4, 4}, {4, 4}, {6, 4}, {6, 4}, {12}};

    private final PanelSource source;
    private final int size;
    private final int width;
    private final int[] rest;

    private Panels(PanelSource source, int size, int width, int[] rest) {
        this.source = source;
        this.size = size;
        this.width = width;
        this.rest = rest;
    }

    /** The panels of A, which has {@code m} rows. */
    static Panels ofRows(PanelSource a, int m) {
        return new Panels(a, m, MicroKernels.ROWS, REST[m % MicroKernels.ROWS]);
    }

    /** The panels of B, which has {@code n} columns. */
    static Panels ofColumns(PanelSource b, int n) {
        int columns = MicroKernels.COLUMNS;
        return new Panels(b, n, columns, n % columns == 0 ? REST[0] : new int[]{columns});
    }

    /** The number of panels. */
    int count() {
        return size / width + rest.length;
    }

    /** The first row (or column) of a panel; for {@link #count()}, the number of rows with those that are missing in the last. */
    int start(int panel) {
        int full = size / width;
        int start = Math.min(panel, full) * width;
        for (int i = full; i < panel; i++) {
            start += rest[i - full];
        }
        return start;
    }

    /** The width of a panel. */
    int width(int panel) {
        int full = size / width;
        return panel < full ? width : rest[panel - full];
    }

    /** The rows (or columns) that a panel has: all but in the last, as many as it is wide. */
    int filled(int panel) {
        return Math.min(width(panel), size - start(panel));
    }

    /** The width of all panels together. */
    int padded() {
        return start(count());
    }

    /** Packs panels {@code from} … to−1, k elements start … start+depth−1, one panel after another. */
    void pack(int from, int to, int start, int depth, float[] packed, int at) {
        for (int panel = from; panel < to; panel++) {
            source.pack(new PanelSource.Part(start(panel), filled(panel), width(panel), start, depth), packed, at);
            at += width(panel) * depth;
        }
    }

    /** {@link #pack(int, int, int, int, float[], int)} from an element of a segment on. */
    void pack(int from, int to, int start, int depth, MemorySegment packed, int at) {
        float[] panel = Scratch.buffer(Use.PANEL, width * depth);
        for (int i = from; i < to; i++) {
            int length = width(i) * depth;
            pack(i, i + 1, start, depth, panel, 0);
            MemorySegment.copy(panel, 0, packed, ValueLayout.JAVA_FLOAT, at * (long) Float.BYTES, length);
            at += length;
        }
    }
}
