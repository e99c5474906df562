package org.gradus.core.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * One task's rows of windows of 2×2 side by side, the max-pool that halves images. Every cell is in one window, so that whole vectors are
 * read and written; what a last vector writes behind its row belongs to rows that come later.
 */
final class HalvingPool {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> CELLS = SPECIES.withLanes(int.class);
    private static final int LANES = SPECIES.length();
    private static final VectorShuffle<Float> EVEN = VectorShuffle.makeUnzip(SPECIES, 0);
    private static final VectorShuffle<Float> ODD = VectorShuffle.makeUnzip(SPECIES, 1);
    private static final VectorShuffle<Float> FIRST = VectorShuffle.makeZip(SPECIES, 0);
    private static final VectorShuffle<Float> SECOND = VectorShuffle.makeZip(SPECIES, 1);

    /** Cells of a row. */
    private final int width;

    /** Windows of a row. */
    private final int windows;

    /** The same in whole vectors. */
    private final int padded;

    /** Elements from the beginning of a row of windows to the end of the vectors that cover it. */
    private final int reach;

    /** The winning cells of a row, 0 to 3. */
    private final int[] cells;

    private HalvingPool(PoolAxis axis) {
        width = axis.in();
        windows = axis.out();
        padded = Math.ceilDiv(windows, LANES) * LANES;
        reach = width + 2 * padded;
        cells = new int[padded];
    }

    /** For a task of this pool, or null if its windows are others. */
    static @Nullable HalvingPool of(Pool2dGeometry g) {
        return isHalving(g.height()) && isHalving(g.width()) ? new HalvingPool(g.width()) : null;
    }

    private static boolean isHalving(PoolAxis axis) {
        return axis instanceof WindowAxis w && w.kernel() == 2 && w.stride() == 2 && w.padding() == 0
                && w.dilation() == 1 && 2 * w.out() <= w.in();
    }

    /**
     * Finds the winning cells of the windows from {@code window} on, whose cells begin at {@code row}.
     *
     * @return false if vectors would reach over x's end, and nothing was done
     */
    boolean find(float[] x, int row, Winners winners, int window) {
        if (row + reach > x.length) {
            return false;
        }
        for (int j = 0; j < windows; j += LANES) {
            int at = row + 2 * j;
            var a = FloatVector.fromArray(SPECIES, x, at);
            var b = FloatVector.fromArray(SPECIES, x, at + LANES);
            var c = FloatVector.fromArray(SPECIES, x, at + width);
            var d = FloatVector.fromArray(SPECIES, x, at + width + LANES);
            var best = a.rearrange(EVEN, b);
            var value = a.rearrange(ODD, b);
            VectorMask<Float> beats = beats(value, best);
            best = best.blend(value, beats);
            var winner = IntVector.zero(CELLS).blend(1, beats.cast(CELLS));
            value = c.rearrange(EVEN, d);
            beats = beats(value, best);
            best = best.blend(value, beats);
            winner = winner.blend(2, beats.cast(CELLS));
            value = c.rearrange(ODD, d);
            winner.blend(3, beats(value, best).cast(CELLS)).intoArray(cells, j);
        }
        winners.set(window, cells, windows);
        return true;
    }

    /** Larger, or the first NaN. */
    private static VectorMask<Float> beats(FloatVector value, FloatVector best) {
        return value.compare(VectorOperators.LE, best).not().and(best.compare(VectorOperators.EQ, best));
    }

    /**
     * y[window + j] = the winning cell of the window; what is behind the last becomes chance.
     *
     * @param end of what may be written
     * @return false if vectors would reach over that or x's end, and nothing was done
     */
    boolean take(float[] x, int row, Winners winners, int window, float[] y, int end) {
        if (row + reach > x.length || window + padded > end) {
            return false;
        }
        winners.get(window, cells, windows);
        for (int j = 0; j < windows; j += LANES) {
            int at = row + 2 * j;
            var a = FloatVector.fromArray(SPECIES, x, at);
            var b = FloatVector.fromArray(SPECIES, x, at + LANES);
            var c = FloatVector.fromArray(SPECIES, x, at + width);
            var d = FloatVector.fromArray(SPECIES, x, at + width + LANES);
            var winner = IntVector.fromArray(CELLS, cells, j);
            a.rearrange(EVEN, b).blend(a.rearrange(ODD, b), is(winner, 1)).blend(c.rearrange(EVEN, d), is(winner, 2))
                    .blend(c.rearrange(ODD, d), is(winner, 3)).intoArray(y, window + j);
        }
        return true;
    }

    /**
     * Writes g[window + j] to the winning cell of the window, and zeros to the others and behind the last. One row of cells
     * follows the other, since what is written behind the first belongs to the second.
     *
     * @param end of what may be written
     * @return false if vectors would reach over that or g's end, and nothing was done
     */
    boolean put(float[] g, Winners winners, int window, float[] y, int row, int end) {
        if (window + padded > g.length || row + reach > end) {
            return false;
        }
        Arrays.fill(cells, windows, padded, -1);
        winners.get(window, cells, windows);
        putRow(g, window, 0, y, row);
        putRow(g, window, 2, y, row + width);
        return true;
    }

    /** Writes what the cells {@code cell} and {@code cell + 1} of the windows get. */
    private void putRow(float[] g, int from, int cell, float[] y, int row) {
        var zero = FloatVector.zero(SPECIES);
        for (int j = 0; j < windows; j += LANES) {
            var value = FloatVector.fromArray(SPECIES, g, from + j).add(0); // −0 becomes 0, as where it is added
            var winner = IntVector.fromArray(CELLS, cells, j);
            var even = zero.blend(value, is(winner, cell));
            var odd = zero.blend(value, is(winner, cell + 1));
            even.rearrange(FIRST, odd).intoArray(y, row + 2 * j);
            even.rearrange(SECOND, odd).intoArray(y, row + 2 * j + LANES);
        }
    }

    private static VectorMask<Float> is(IntVector winner, int cell) {
        return winner.compare(VectorOperators.EQ, cell).cast(SPECIES);
    }
}
