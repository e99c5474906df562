package org.gradus.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of windows of 2×2 side by side, the max-pool that halves images. Every cell is in one window, so that whole vectors are
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

    private HalvingPool() {}

    /** Whether a pool is of such windows. */
    static boolean isThat(Pool2dGeometry g) {
        return isThat(g.height()) && isThat(g.width());
    }

    private static boolean isThat(PoolAxis axis) {
        return axis instanceof WindowAxis w && w.kernel() == 2 && w.stride() == 2 && w.padding() == 0
                && w.dilation() == 1 && 2 * w.out() <= w.in();
    }

    /** How many elements from the beginning of a row of windows on the vectors read or write that cover it. */
    static int reach(int width, int windows) {
        return width + 2 * padded(windows);
    }

    /** Windows in whole vectors. */
    static int padded(int windows) {
        return Math.ceilDiv(windows, LANES) * LANES;
    }

    /** The winning cells, 0 to 3, of windows in the rows of x that begin at {@code row} and {@code row + width}; then chance. */
    static void find(float[] x, int row, int width, int windows, int[] winners) {
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
            winner.blend(3, beats(value, best).cast(CELLS)).intoArray(winners, j);
        }
    }

    /** Larger, or the first NaN. */
    private static VectorMask<Float> beats(FloatVector value, FloatVector best) {
        return value.compare(VectorOperators.LE, best).not().and(best.compare(VectorOperators.EQ, best));
    }

    /** y[to + j] = the winning cell of window j; then chance. */
    static void take(float[] x, int row, int width, int windows, int[] winners, float[] y, int to) {
        for (int j = 0; j < windows; j += LANES) {
            int at = row + 2 * j;
            var a = FloatVector.fromArray(SPECIES, x, at);
            var b = FloatVector.fromArray(SPECIES, x, at + LANES);
            var c = FloatVector.fromArray(SPECIES, x, at + width);
            var d = FloatVector.fromArray(SPECIES, x, at + width + LANES);
            var winner = IntVector.fromArray(CELLS, winners, j);
            a.rearrange(EVEN, b).blend(a.rearrange(ODD, b), is(winner, 1)).blend(c.rearrange(EVEN, d), is(winner, 2))
                    .blend(c.rearrange(ODD, d), is(winner, 3)).intoArray(y, to + j);
        }
    }

    /**
     * Writes g[from + j] to the winning cell of window j and zeros to the others; then zeros, as winners behind it are none. One
     * row follows the other, since what is written behind the first belongs to the second.
     */
    static void put(float[] g, int from, int[] winners, int windows, float[] y, int row, int width) {
        putRow(g, from, winners, 0, windows, y, row);
        putRow(g, from, winners, 2, windows, y, row + width);
    }

    /** Writes what the cells {@code cell} and {@code cell + 1} of the windows get. */
    private static void putRow(float[] g, int from, int[] winners, int cell, int windows, float[] y, int row) {
        var zero = FloatVector.zero(SPECIES);
        for (int j = 0; j < windows; j += LANES) {
            var value = FloatVector.fromArray(SPECIES, g, from + j).add(0); // −0 becomes 0, as where it is added
            var winner = IntVector.fromArray(CELLS, winners, j);
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
