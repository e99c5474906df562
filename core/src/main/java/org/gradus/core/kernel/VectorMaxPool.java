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
            int[] row = new int[g.width().out() + LANES];
            for (int plane = from; plane < to; plane++) {
                for (int i = 0; i < g.height().out(); i++) {
                    findRow(x, plane, i, g, row);
                    winners.set(plane * g.outPlane() + i * g.width().out(), row, g.width().out());
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
        WindowAxis h = g.height();
        WindowAxis w = g.width();
        int top = Math.max(0, Math.ceilDiv(-h.at(i, 0), h.dilation()));
        int bottom = Math.min(h.kernel(), Math.ceilDiv(h.in() - h.at(i, 0), h.dilation()));
        int rowAt = plane * g.inPlane() + h.at(i, 0) * w.in();
        int from = w.firstInside(0);
        int end = Math.max(from, w.endInside(w.kernel() - 1));
        int j = from;
        if (w.stride() <= 2 && top < bottom) {
            int span = w.at(LANES, w.kernel() - 1) - w.at(0, 0);
            int lastRow = (bottom - 1) * h.dilation() * w.in();
            for (; j < end && rowAt + lastRow + w.at(j, 0) + span <= x.length; j += LANES) {
                findVector(x, rowAt + w.at(j, 0), top, bottom, g, row, j);
            }
        }
        for (j = Math.min(j, end); j < w.out(); j++) {
            row[j] = find(x, rowAt, j, top, bottom, g);
        }
        for (j = 0; j < from; j++) {
            row[j] = find(x, rowAt, j, top, bottom, g);
        }
    }

    /** The winning cells of a vector of windows that lie inside along the width; those past the row's end are chance. */
    private static void findVector(float[] x, int at, int top, int bottom, Pool2dGeometry g, int[] row, int j) {
        int width = g.width().kernel();
        int stride = g.width().stride();
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
        WindowAxis w = g.width();
        int rowStep = g.height().dilation() * w.in();
        int winner = -1;
        float best = Float.NaN;
        for (int r = top; r < bottom; r++) {
            for (int q = 0; q < w.kernel(); q++) {
                int column = w.at(j, q);
                if (column < 0 || column >= w.in()) {
                    continue;
                }
                float value = x[rowAt + r * rowStep + column];
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
        eachRow(g, (window, cell) -> {
            for (int j = 0; j < g.width().out(); j++) {
                y[window + j] = x[cell + j * g.width().stride() + winners.offset(window + j)];
            }
        });
    }

    /** {@link Kernels#put}. */
    static void put(float[] g, Winners winners, float[] y) {
        Pool2dGeometry geometry = winners.geometry();
        eachRow(geometry, (window, cell) -> {
            for (int j = 0; j < geometry.width().out(); j++) {
                y[cell + j * geometry.width().stride() + winners.offset(window + j)] += g[window + j];
            }
        });
    }

    private interface RowOfWindows {
        void run(int window, int cell);
    }

    /** Calls the body for every row of windows, with the number of the first and the position in x of its first cell. */
    private static void eachRow(Pool2dGeometry g, RowOfWindows body) {
        eachTask(g, (from, to) -> {
            for (int plane = from; plane < to; plane++) {
                for (int i = 0; i < g.height().out(); i++) {
                    body.run(plane * g.outPlane() + i * g.width().out(),
                            plane * g.inPlane() + g.height().at(i, 0) * g.width().in() + g.width().at(0, 0));
                }
            }
        });
    }
}
