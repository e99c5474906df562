package org.gradus.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link DirectCorrelation}: two vectors of outputs of a few filters, held in registers while taps run past.
 * Written out, like {@link MicroKernels} and with the same numbers of rows, because the sums have to be local variables.
 */
final class DirectKernels {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Outputs that are computed at a time. */
    static final int COLUMNS = 2 * LANES;

    private DirectKernels() {}

    /**
     * to[i, j] = Σ weights[at + p·rows + i] · x[xAt + offsets[p] + j] over p below taps.
     *
     * @param rows 12, 6 or 4
     */
    static void sum(int rows, int taps, float[] weights, int at, float[] x, int xAt, int[] offsets, float[] to,
            int toAt, int step) {
        switch (rows) {
            case 12 -> sum12(taps, weights, at, x, xAt, offsets, to, toAt, step);
            case 6 -> sum6(taps, weights, at, x, xAt, offsets, to, toAt, step);
            case 4 -> sum4(taps, weights, at, x, xAt, offsets, to, toAt, step);
            default -> throw new AssertionError(rows);
        }
    }

    private static void sum12(int taps, float[] weights, int at, float[] x, int xAt, int[] offsets, float[] to,
            int toAt,
            int step) {
        var c0a = FloatVector.zero(SPECIES);
        var c0b = FloatVector.zero(SPECIES);
        var c1a = FloatVector.zero(SPECIES);
        var c1b = FloatVector.zero(SPECIES);
        var c2a = FloatVector.zero(SPECIES);
        var c2b = FloatVector.zero(SPECIES);
        var c3a = FloatVector.zero(SPECIES);
        var c3b = FloatVector.zero(SPECIES);
        var c4a = FloatVector.zero(SPECIES);
        var c4b = FloatVector.zero(SPECIES);
        var c5a = FloatVector.zero(SPECIES);
        var c5b = FloatVector.zero(SPECIES);
        var c6a = FloatVector.zero(SPECIES);
        var c6b = FloatVector.zero(SPECIES);
        var c7a = FloatVector.zero(SPECIES);
        var c7b = FloatVector.zero(SPECIES);
        var c8a = FloatVector.zero(SPECIES);
        var c8b = FloatVector.zero(SPECIES);
        var c9a = FloatVector.zero(SPECIES);
        var c9b = FloatVector.zero(SPECIES);
        var c10a = FloatVector.zero(SPECIES);
        var c10b = FloatVector.zero(SPECIES);
        var c11a = FloatVector.zero(SPECIES);
        var c11b = FloatVector.zero(SPECIES);
        for (int p = 0; p < taps; p++) {
            var x0 = FloatVector.fromArray(SPECIES, x, xAt + offsets[p]);
            var x1 = FloatVector.fromArray(SPECIES, x, xAt + offsets[p] + LANES);
            var w0 = FloatVector.broadcast(SPECIES, weights[at + p * 12]);
            c0a = w0.fma(x0, c0a);
            c0b = w0.fma(x1, c0b);
            var w1 = FloatVector.broadcast(SPECIES, weights[at + p * 12 + 1]);
            c1a = w1.fma(x0, c1a);
            c1b = w1.fma(x1, c1b);
            var w2 = FloatVector.broadcast(SPECIES, weights[at + p * 12 + 2]);
            c2a = w2.fma(x0, c2a);
            c2b = w2.fma(x1, c2b);
            var w3 = FloatVector.broadcast(SPECIES, weights[at + p * 12 + 3]);
            c3a = w3.fma(x0, c3a);
            c3b = w3.fma(x1, c3b);
            var w4 = FloatVector.broadcast(SPECIES, weights[at + p * 12 + 4]);
            c4a = w4.fma(x0, c4a);
            c4b = w4.fma(x1, c4b);
            var w5 = FloatVector.broadcast(SPECIES, weights[at + p * 12 + 5]);
            c5a = w5.fma(x0, c5a);
            c5b = w5.fma(x1, c5b);
            var w6 = FloatVector.broadcast(SPECIES, weights[at + p * 12 + 6]);
            c6a = w6.fma(x0, c6a);
            c6b = w6.fma(x1, c6b);
            var w7 = FloatVector.broadcast(SPECIES, weights[at + p * 12 + 7]);
            c7a = w7.fma(x0, c7a);
            c7b = w7.fma(x1, c7b);
            var w8 = FloatVector.broadcast(SPECIES, weights[at + p * 12 + 8]);
            c8a = w8.fma(x0, c8a);
            c8b = w8.fma(x1, c8b);
            var w9 = FloatVector.broadcast(SPECIES, weights[at + p * 12 + 9]);
            c9a = w9.fma(x0, c9a);
            c9b = w9.fma(x1, c9b);
            var w10 = FloatVector.broadcast(SPECIES, weights[at + p * 12 + 10]);
            c10a = w10.fma(x0, c10a);
            c10b = w10.fma(x1, c10b);
            var w11 = FloatVector.broadcast(SPECIES, weights[at + p * 12 + 11]);
            c11a = w11.fma(x0, c11a);
            c11b = w11.fma(x1, c11b);
        }
        c0a.intoArray(to, toAt);
        c0b.intoArray(to, toAt + LANES);
        c1a.intoArray(to, toAt + step);
        c1b.intoArray(to, toAt + step + LANES);
        c2a.intoArray(to, toAt + 2 * step);
        c2b.intoArray(to, toAt + 2 * step + LANES);
        c3a.intoArray(to, toAt + 3 * step);
        c3b.intoArray(to, toAt + 3 * step + LANES);
        c4a.intoArray(to, toAt + 4 * step);
        c4b.intoArray(to, toAt + 4 * step + LANES);
        c5a.intoArray(to, toAt + 5 * step);
        c5b.intoArray(to, toAt + 5 * step + LANES);
        c6a.intoArray(to, toAt + 6 * step);
        c6b.intoArray(to, toAt + 6 * step + LANES);
        c7a.intoArray(to, toAt + 7 * step);
        c7b.intoArray(to, toAt + 7 * step + LANES);
        c8a.intoArray(to, toAt + 8 * step);
        c8b.intoArray(to, toAt + 8 * step + LANES);
        c9a.intoArray(to, toAt + 9 * step);
        c9b.intoArray(to, toAt + 9 * step + LANES);
        c10a.intoArray(to, toAt + 10 * step);
        c10b.intoArray(to, toAt + 10 * step + LANES);
        c11a.intoArray(to, toAt + 11 * step);
        c11b.intoArray(to, toAt + 11 * step + LANES);
    }

    private static void sum6(int taps, float[] weights, int at, float[] x, int xAt, int[] offsets, float[] to, int toAt,
            int step) {
        var c0a = FloatVector.zero(SPECIES);
        var c0b = FloatVector.zero(SPECIES);
        var c1a = FloatVector.zero(SPECIES);
        var c1b = FloatVector.zero(SPECIES);
        var c2a = FloatVector.zero(SPECIES);
        var c2b = FloatVector.zero(SPECIES);
        var c3a = FloatVector.zero(SPECIES);
        var c3b = FloatVector.zero(SPECIES);
        var c4a = FloatVector.zero(SPECIES);
        var c4b = FloatVector.zero(SPECIES);
        var c5a = FloatVector.zero(SPECIES);
        var c5b = FloatVector.zero(SPECIES);
        for (int p = 0; p < taps; p++) {
            var x0 = FloatVector.fromArray(SPECIES, x, xAt + offsets[p]);
            var x1 = FloatVector.fromArray(SPECIES, x, xAt + offsets[p] + LANES);
            var w0 = FloatVector.broadcast(SPECIES, weights[at + p * 6]);
            c0a = w0.fma(x0, c0a);
            c0b = w0.fma(x1, c0b);
            var w1 = FloatVector.broadcast(SPECIES, weights[at + p * 6 + 1]);
            c1a = w1.fma(x0, c1a);
            c1b = w1.fma(x1, c1b);
            var w2 = FloatVector.broadcast(SPECIES, weights[at + p * 6 + 2]);
            c2a = w2.fma(x0, c2a);
            c2b = w2.fma(x1, c2b);
            var w3 = FloatVector.broadcast(SPECIES, weights[at + p * 6 + 3]);
            c3a = w3.fma(x0, c3a);
            c3b = w3.fma(x1, c3b);
            var w4 = FloatVector.broadcast(SPECIES, weights[at + p * 6 + 4]);
            c4a = w4.fma(x0, c4a);
            c4b = w4.fma(x1, c4b);
            var w5 = FloatVector.broadcast(SPECIES, weights[at + p * 6 + 5]);
            c5a = w5.fma(x0, c5a);
            c5b = w5.fma(x1, c5b);
        }
        c0a.intoArray(to, toAt);
        c0b.intoArray(to, toAt + LANES);
        c1a.intoArray(to, toAt + step);
        c1b.intoArray(to, toAt + step + LANES);
        c2a.intoArray(to, toAt + 2 * step);
        c2b.intoArray(to, toAt + 2 * step + LANES);
        c3a.intoArray(to, toAt + 3 * step);
        c3b.intoArray(to, toAt + 3 * step + LANES);
        c4a.intoArray(to, toAt + 4 * step);
        c4b.intoArray(to, toAt + 4 * step + LANES);
        c5a.intoArray(to, toAt + 5 * step);
        c5b.intoArray(to, toAt + 5 * step + LANES);
    }

    private static void sum4(int taps, float[] weights, int at, float[] x, int xAt, int[] offsets, float[] to, int toAt,
            int step) {
        var c0a = FloatVector.zero(SPECIES);
        var c0b = FloatVector.zero(SPECIES);
        var c1a = FloatVector.zero(SPECIES);
        var c1b = FloatVector.zero(SPECIES);
        var c2a = FloatVector.zero(SPECIES);
        var c2b = FloatVector.zero(SPECIES);
        var c3a = FloatVector.zero(SPECIES);
        var c3b = FloatVector.zero(SPECIES);
        for (int p = 0; p < taps; p++) {
            var x0 = FloatVector.fromArray(SPECIES, x, xAt + offsets[p]);
            var x1 = FloatVector.fromArray(SPECIES, x, xAt + offsets[p] + LANES);
            var w0 = FloatVector.broadcast(SPECIES, weights[at + p * 4]);
            c0a = w0.fma(x0, c0a);
            c0b = w0.fma(x1, c0b);
            var w1 = FloatVector.broadcast(SPECIES, weights[at + p * 4 + 1]);
            c1a = w1.fma(x0, c1a);
            c1b = w1.fma(x1, c1b);
            var w2 = FloatVector.broadcast(SPECIES, weights[at + p * 4 + 2]);
            c2a = w2.fma(x0, c2a);
            c2b = w2.fma(x1, c2b);
            var w3 = FloatVector.broadcast(SPECIES, weights[at + p * 4 + 3]);
            c3a = w3.fma(x0, c3a);
            c3b = w3.fma(x1, c3b);
        }
        c0a.intoArray(to, toAt);
        c0b.intoArray(to, toAt + LANES);
        c1a.intoArray(to, toAt + step);
        c1b.intoArray(to, toAt + step + LANES);
        c2a.intoArray(to, toAt + 2 * step);
        c2b.intoArray(to, toAt + 2 * step + LANES);
        c3a.intoArray(to, toAt + 3 * step);
        c3b.intoArray(to, toAt + 3 * step + LANES);
    }

}
