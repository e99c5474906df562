package org.gradus.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Max-pool over planes: windows side by side are compared in one vector where the stride is 1 or 2. */
final class VectorMaxPool {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> CELLS = SPECIES.withLanes(int.class);
    private static final int LANES = SPECIES.length();
    private static final VectorShuffle<Float> EVEN = VectorShuffle.makeUnzip(SPECIES, 0);

    /** Cells that are worth a task. */
    private static final int TASK = 1 << 15;

    private VectorMaxPool() {}

    /** {@link Kernels#maxPool2d}. */
    static Winners maxPool2d(float[] x, Pool2dGeometry g) {
        Winners winners = new Winners(g);
        eachTask(g, (from, to) -> {
            HalvingPool halving = HalvingPool.of(g);
            int[] row = new int[g.width().out() + LANES];
            for (int plane = from; plane < to; plane++) {
                for (int i = 0; i < g.height().out(); i++) {
                    int window = plane * g.outPlane() + i * g.width().out();
                    int at = plane * g.inPlane() + 2 * i * g.width().in();
                    if (halving == null || !halving.find(x, at, winners, window)) {
                        findRow(x, plane, i, g, row);
                        winners.set(window, row, g.width().out());
                    }
                }
            }
        });
        return winners;
    }

    private interface PlaneRange {
        void run(int from, int to);
    }

    private static void eachTask(Pool2dGeometry g, PlaneRange body) {
        int each = Math.max(1, TASK / Math.max(1, Math.max(g.inPlane(), g.outPlane())));
        Parallel.run(Math.ceilDiv(g.planes(), each),
                task -> body.run(task * each, Math.min(g.planes(), task * each + each)));
    }

    /** The winning cells of one row of windows. */
    private static void findRow(float[] x, int plane, int i, Pool2dGeometry g, int[] row) {
        PoolAxis h = g.height();
        int top = h.firstCell(i);
        int bottom = h.endCell(i);
        int rowAt = plane * g.inPlane() + h.at(i, 0) * g.width().in();
        int from = 0;
        int done = 0;
        if (g.width() instanceof WindowAxis w && w.stride() <= 2 && top < bottom) {
            from = w.firstInside(0);
            int end = Math.max(from, w.endInside(w.kernel() - 1));
            int span = w.at(LANES, w.kernel() - 1) - w.at(0, 0);
            int lastRow = (bottom - 1) * h.dilation() * w.in();
            int j = from;
            for (; j < end && rowAt + lastRow + w.at(j, 0) + span <= x.length; j += LANES) {
                findVector(x, rowAt + w.at(j, 0), top, bottom, g, w.stride(), row, j);
            }
            done = Math.min(j, end);
        }
        for (int j = 0; j < from; j++) {
            row[j] = find(x, rowAt, j, top, bottom, g);
        }
        for (int j = done; j < g.width().out(); j++) {
            row[j] = find(x, rowAt, j, top, bottom, g);
        }
    }

    /** The winning cells of a vector of windows that lie inside along the width; those past the row's end are chance. */
    private static void findVector(float[] x, int at, int top, int bottom, Pool2dGeometry g, int stride, int[] row,
            int j) {
        int width = g.width().kernel();
        int rowStep = g.height().dilation() * g.width().in();
        int step = g.width().dilation();
        var best = load(x, at + top * rowStep, stride);
        var winner = IntVector.broadcast(CELLS, top * width);
        for (int r = top; r < bottom; r++) {
            for (int q = 0; q < width; q++) {
                var value = load(x, at + r * rowStep + q * step, stride);
                VectorMask<Float> beats = value.compare(VectorOperators.LE, best).not()
                        .and(best.compare(VectorOperators.EQ, best));
                best = best.blend(value, beats);
                winner = winner.blend(r * width + q, beats.cast(CELLS));
            }
        }
        winner.intoArray(row, j);
    }

    private static FloatVector load(float[] x, int at, int stride) {
        var first = FloatVector.fromArray(SPECIES, x, at);
        return stride == 1 ? first : first.rearrange(EVEN, FloatVector.fromArray(SPECIES, x, at + LANES));
    }

    /** The winning cell of one window. */
    private static int find(float[] x, int rowAt, int j, int top, int bottom, Pool2dGeometry g) {
        PoolAxis w = g.width();
        int rowStep = g.height().dilation() * w.in();
        int winner = -1;
        float best = Float.NaN;
        for (int r = top; r < bottom; r++) {
            for (int q = w.firstCell(j); q < w.endCell(j); q++) {
                float value = x[rowAt + r * rowStep + w.at(j, q)];
                if (winner < 0 || !(value <= best) && best == best) {
                    winner = r * w.kernel() + q;
                    best = value;
                }
            }
        }
        return winner;
    }

    /** {@link Kernels#take}. */
    static void take(float[] x, Winners winners, float[] y) {
        Pool2dGeometry g = winners.geometry();
        int[] columns = columns(g);
        eachTask(g, (from, to) -> {
            HalvingPool halving = HalvingPool.of(g);
            eachRow(g, from, to, (window, row) -> {
                if (halving == null || !halving.take(x, row, winners, window, y, to * g.outPlane())) {
                    for (int j = 0; j < columns.length; j++) {
                        y[window + j] = x[row + columns[j] + winners.offset(window + j)];
                    }
                }
            });
        });
    }

    /** {@link Kernels#put}. */
    static void put(float[] g, Winners winners, float[] y) {
        Pool2dGeometry geometry = winners.geometry();
        int[] columns = columns(geometry);
        eachTask(geometry, (from, to) -> {
            HalvingPool halving = HalvingPool.of(geometry);
            eachRow(geometry, from, to, (window, row) -> {
                if (halving == null || !halving.put(g, winners, window, y, row, to * geometry.inPlane())) {
                    for (int j = 0; j < columns.length; j++) {
                        y[row + columns[j] + winners.offset(window + j)] += g[window + j];
                    }
                }
            });
        });
    }

    /** The columns that the windows begin in. */
    private static int[] columns(Pool2dGeometry g) {
        int[] columns = new int[g.width().out()];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = g.width().at(j, 0);
        }
        return columns;
    }

    private interface RowOfWindows {
        void run(int window, int row);
    }

    /**
     * Calls the body for every row of windows of some planes, in ascending order, with the number of the first and where in x
     * the row they begin in does.
     */
    private static void eachRow(Pool2dGeometry g, int fromPlane, int toPlane, RowOfWindows body) {
        for (int plane = fromPlane; plane < toPlane; plane++) {
            for (int i = 0; i < g.height().out(); i++) {
                body.run(plane * g.outPlane() + i * g.width().out(),
                        plane * g.inPlane() + g.height().at(i, 0) * g.width().in());
            }
        }
    }
}
