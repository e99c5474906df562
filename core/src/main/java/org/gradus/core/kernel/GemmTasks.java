package org.gradus.core.kernel;

import static org.gradus.core.kernel.MicroKernels.COLUMNS;
import static org.gradus.core.kernel.MicroKernels.ROWS;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.gradus.core.kernel.Scratch.Use;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one product, and what they share.
 *
 * <p>
 * The scheme is that of Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): a panel of B stays
 * in the first cache, a block of A's panels in the second, and a tile of C in registers. An operand that several tasks read
 * is packed once for all of them, the other by the task that reads it.
 */
final class GemmTasks {

    /** What a tile starts from, all its rows alike. */
    private static final float[] ZEROS = new float[COLUMNS];

    /** Panels of A that meet one panel of B after the other: with a panel of B less than half a megabyte. */
    private static final int RESIDENT = 192 / ROWS;

    /** Panels that one task packs for all others. */
    private static final int PACKED_PER_TASK = 8;

    private final Product product;
    private final Panels a;
    private final Panels b;
    private final Tiling tiling;
    private final int sharedSlices;
    private final float @Nullable [] sharedA;
    private final @Nullable MemorySegment sharedB;
    private final float @Nullable [] partial;

    GemmTasks(Product product, Tiling tiling) {
        this.product = product;
        this.tiling = tiling;
        a = product.rowPanels();
        b = product.columnPanels();
        sharedSlices = sharedSlices(a, b, tiling);
        sharedA = tiling.columnBlocks() > 1 ? Scratch.buffer(Use.SHARED_ROWS, sharedSize(a)) : null;
        sharedB = tiling.rowBlocks() > 1 ? Scratch.aligned(Use.SHARED_COLUMNS, sharedSize(b)) : null;
        partial = tiling.parts() > 1 ? Scratch.buffer(Use.PARTIAL, tiling.parts() * product.m() * product.n()) : null;
    }

    private int sharedSize(Panels panels) {
        return Math.multiplyExact(panels.padded(), Math.min(product.k(), sharedSlices * tiling.depth()));
    }

    /** Slices that are packed for all tasks at a time: as many as fit into memory that is kept, but all where k is in parts. */
    private static int sharedSlices(Panels a, Panels b, Tiling tiling) {
        long slice = (long) Math.max(a.padded(), b.padded()) * tiling.depth();
        return tiling.parts() > 1
                ? tiling.slices()
                : Math.clamp(Scratch.LARGEST_KEPT / Math.max(1, slice), 1, tiling.slices());
    }

    /** Computes C. */
    void run() {
        for (int first = 0; first < tiling.slices(); first += sharedSlices) {
            run(first, Math.min(tiling.slices(), first + sharedSlices));
        }
        if (partial != null) {
            addParts(partial);
        }
    }

    /** Adds the slices {@code first} … end−1 to C. */
    private void run(int first, int end) {
        if (sharedA != null) {
            packShared(a, first, end, (from, to, start, depth, at) -> a.pack(from, to, start, depth, sharedA, at));
        }
        if (sharedB != null) {
            packShared(b, first, end, (from, to, start, depth, at) -> b.pack(from, to, start, depth, sharedB, at));
        }
        Parallel.run(tiling.tasks(), task -> runTask(task, first, end));
    }

    /** Packs panels from … to−1, k elements start … start+depth−1, from an element of the shared memory on. */
    private interface Packing {
        void pack(int from, int to, int start, int depth, int at);
    }

    private void packShared(Panels panels, int first, int end, Packing packing) {
        int groups = Math.ceilDiv(panels.count(), PACKED_PER_TASK);
        Parallel.run(groups * (end - first), task -> {
            int from = task % groups * PACKED_PER_TASK;
            int to = Math.min(panels.count(), from + PACKED_PER_TASK);
            int slice = first + task / groups;
            int depth = depth(slice);
            packing.pack(from, to, start(slice), depth, sharedAt(panels, slice, first) + panels.start(from) * depth);
        });
    }

    /** Where a slice lies in shared memory: one after another from the first on, and in each of them all panels. */
    private int sharedAt(Panels panels, int slice, int first) {
        return panels.padded() * (start(slice) - start(first));
    }

    private int start(int slice) {
        return slice * tiling.depth();
    }

    private int depth(int slice) {
        return Math.min(tiling.depth(), product.k() - start(slice));
    }

    private void runTask(int task, int first, int end) {
        int part = task % tiling.parts();
        int rowBlock = task / tiling.parts() % tiling.rowBlocks();
        int columnBlock = task / tiling.parts() / tiling.rowBlocks();
        int fromA = rowBlock * tiling.rows();
        int toA = Math.min(a.count(), fromA + tiling.rows());
        int fromB = columnBlock * tiling.columns();
        int toB = Math.min(b.count(), fromB + tiling.columns());
        int firstSlice = Math.max(first, part * tiling.partSlices());
        int endSlice = Math.min(end, (part + 1) * tiling.partSlices());
        for (int slice = firstSlice; slice < endSlice; slice++) {
            RowsOfSlice packedA = rows(fromA, toA, slice, first);
            ColumnsOfSlice packedB = columns(fromB, toB, slice, first);
            for (int block = fromA; block < toA; block += RESIDENT) {
                multiply(packedA, block, Math.min(toA, block + RESIDENT), packedB, fromB, toB, part, slice);
            }
        }
    }

    /** Panels of A, one slice of them: panel i begins at element at + start(i) · depth. */
    private record RowsOfSlice(float[] data, int at) {}

    private RowsOfSlice rows(int from, int to, int slice, int first) {
        int start = start(slice);
        int depth = depth(slice);
        if (sharedA != null) {
            return new RowsOfSlice(sharedA, sharedAt(a, slice, first));
        }
        int before = a.start(from) * depth;
        float[] packed = Scratch.buffer(Use.ROWS, a.start(to) * depth - before);
        a.pack(from, to, start, depth, packed, 0);
        return new RowsOfSlice(packed, -before);
    }

    /** Panels of B, one slice of them, likewise. */
    private record ColumnsOfSlice(MemorySegment data, int at) {}

    private ColumnsOfSlice columns(int from, int to, int slice, int first) {
        int start = start(slice);
        int depth = depth(slice);
        if (sharedB != null) {
            return new ColumnsOfSlice(sharedB, sharedAt(b, slice, first));
        }
        int before = b.start(from) * depth;
        MemorySegment packed = Scratch.aligned(Use.COLUMNS, b.start(to) * depth - before);
        b.pack(from, to, start, depth, packed, 0);
        return new ColumnsOfSlice(packed, -before);
    }

    private void multiply(RowsOfSlice packedA, int fromA, int toA, ColumnsOfSlice packedB, int fromB, int toB, int part,
            int slice) {
        MatrixView c = target(part);
        float[] tile = Scratch.buffer(Use.TILE, ROWS * COLUMNS);
        boolean starts = slice == part * tiling.partSlices();
        int depth = depth(slice);
        for (int panelB = fromB; panelB < toB; panelB++) {
            int column = b.start(panelB);
            int columns = b.filled(panelB);
            long bAt = (packedB.at() + column * depth) * (long) Float.BYTES;
            int columnAt = c.at(0, column);
            boolean fits = columns == COLUMNS && c.isContiguous(column, columns);
            for (int panelA = fromA; panelA < toA; panelA++) {
                int row = a.start(panelA);
                int rows = a.filled(panelA);
                int height = a.width(panelA);
                int aAt = packedA.at() + row * depth;
                boolean direct = fits && rows == height && c.isEven(row, rows);
                float[] to = direct ? c.data() : tile;
                int toAt = direct ? columnAt + c.rows().at(row) : 0;
                int toStride = direct ? c.rows().stride() : COLUMNS;
                if (starts) {
                    MicroKernels.add(height, depth, packedA.data(), aAt, packedB.data(), bAt, ZEROS, 0, 0, to, toAt,
                            toStride);
                } else {
                    if (!direct) {
                        c.read(row, rows, column, columns, to, COLUMNS);
                    }
                    MicroKernels.add(height, depth, packedA.data(), aAt, packedB.data(), bAt, to, toAt, toStride, to,
                            toAt, toStride);
                }
                if (!direct) {
                    c.write(row, rows, column, columns, to, COLUMNS);
                }
            }
        }
    }

    private MatrixView target(int part) {
        return partial == null
                ? product.c()
                : MatrixView.rowMajor(partial, part * product.m() * product.n(), product.n());
    }

    /** C = the parts' products, added in their order. */
    private void addParts(float[] products) {
        int m = product.m();
        int n = product.n();
        float[] sum = Arrays.copyOf(products, m * n);
        for (int part = 1; part < tiling.parts(); part++) {
            Runs.add(products, part * m * n, sum, 0, m * n);
        }
        product.c().write(0, m, 0, n, sum, n);
    }
}
