package org.gradus.core.kernel;

import static org.gradus.core.kernel.MicroKernels.COLUMNS;
import static org.gradus.core.kernel.MicroKernels.ROWS;

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

    /** Panels of A that meet one panel of B after the other: half a megabyte. */
    private static final int RESIDENT = 384 / ROWS;

    /** Panels that one task packs for all others. */
    private static final int PACKED_PER_TASK = 8;

    private final Product product;
    private final Panels a;
    private final Panels b;
    private final Tiling tiling;
    private final float @Nullable [] sharedA;
    private final float @Nullable [] sharedB;
    private final float @Nullable [] partial;

    GemmTasks(Product product, Tiling tiling) {
        this.product = product;
        this.tiling = tiling;
        a = product.rowPanels();
        b = product.columnPanels();
        sharedA = tiling.columnBlocks() > 1 ? shared(a, Use.SHARED_ROWS) : null;
        sharedB = tiling.rowBlocks() > 1 ? shared(b, Use.SHARED_COLUMNS) : null;
        partial = tiling.parts() > 1 ? Scratch.buffer(Use.PARTIAL, tiling.parts() * product.m() * product.n()) : null;
    }

    private float[] shared(Panels panels, Use use) {
        return Scratch.buffer(use, Math.multiplyExact(panels.padded(), product.k()));
    }

    /** Computes C. */
    void run() {
        if (sharedA != null) {
            packShared(a, sharedA);
        }
        if (sharedB != null) {
            packShared(b, sharedB);
        }
        Parallel.run(tiling.tasks(), this::runTask);
        if (partial != null) {
            addParts(partial);
        }
    }

    private void packShared(Panels panels, float[] packed) {
        int groups = Math.ceilDiv(panels.count(), PACKED_PER_TASK);
        Parallel.run(groups * tiling.slices(), task -> {
            int from = task % groups * PACKED_PER_TASK;
            int to = Math.min(panels.count(), from + PACKED_PER_TASK);
            int start = start(task / groups);
            int depth = depth(task / groups);
            panels.pack(from, to, start, depth, packed, sharedAt(panels, start) + panels.start(from) * depth);
        });
    }

    /** Where a slice lies in a shared buffer: one after another, and in each of them all panels. */
    private static int sharedAt(Panels panels, int start) {
        return Scratch.ALIGNED + panels.padded() * start;
    }

    private int start(int slice) {
        return slice * tiling.depth();
    }

    private int depth(int slice) {
        return Math.min(tiling.depth(), product.k() - start(slice));
    }

    private void runTask(int task) {
        int part = task % tiling.parts();
        int rowBlock = task / tiling.parts() % tiling.rowBlocks();
        int columnBlock = task / tiling.parts() / tiling.rowBlocks();
        int fromA = rowBlock * tiling.rows();
        int toA = Math.min(a.count(), fromA + tiling.rows());
        int fromB = columnBlock * tiling.columns();
        int toB = Math.min(b.count(), fromB + tiling.columns());
        int firstSlice = part * tiling.partSlices();
        int endSlice = Math.min(tiling.slices(), firstSlice + tiling.partSlices());
        for (int slice = firstSlice; slice < endSlice; slice++) {
            Packed packedA = packed(a, sharedA, fromA, toA, slice, Use.ROWS);
            Packed packedB = packed(b, sharedB, fromB, toB, slice, Use.COLUMNS);
            for (int block = fromA; block < toA; block += RESIDENT) {
                multiply(packedA, block, Math.min(toA, block + RESIDENT), packedB, fromB, toB, part, slice);
            }
        }
    }

    /** Panels of one slice: panel i begins at at + start(i) · depth. */
    private record Packed(float[] data, int at) {}

    private Packed packed(Panels panels, float @Nullable [] shared, int from, int to, int slice, Use own) {
        int start = start(slice);
        int depth = depth(slice);
        if (shared != null) {
            return new Packed(shared, sharedAt(panels, start));
        }
        int before = panels.start(from) * depth;
        float[] packed = Scratch.buffer(own, panels.start(to) * depth - before);
        panels.pack(from, to, start, depth, packed, Scratch.ALIGNED);
        return new Packed(packed, Scratch.ALIGNED - before);
    }

    private void multiply(Packed packedA, int fromA, int toA, Packed packedB, int fromB, int toB, int part,
            int slice) {
        MatrixView c = target(part);
        float[] tile = Scratch.buffer(Use.TILE, ROWS * COLUMNS);
        boolean starts = slice == part * tiling.partSlices();
        int depth = depth(slice);
        for (int panelB = fromB; panelB < toB; panelB++) {
            int column = b.start(panelB);
            int columns = b.filled(panelB);
            int bAt = packedB.at() + column * depth;
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
