package org.gradus.core.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of a matrix product: a tile of a few rows and {@link #COLUMNS} columns of C, held in registers while
 * a panel of A and a panel of B run past.
 *
 * <p>
 * Written out because the accumulators have to be local variables: in an array they would go to memory at every step. Each
 * element is a single chain of fused multiply-adds in ascending k, so that blocking along k does not change a bit.
 */
final class MicroKernels {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** The width of a tile and of B's panels: two vectors. */
    static final int COLUMNS = 2 * LANES;

    /** Bytes from one row of B's panels to the next. */
    private static final long STEP = COLUMNS * (long) Float.BYTES;

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /** The height of most tiles and the width of A's panels, one of 12, 6 and 4: as many as the registers hold. */
    static final int ROWS = registers() >= 32 ? 12 : 4;

    private MicroKernels() {}

    /** Vector registers: 32 wherever Java runs, but for x86 before AVX-512. */
    private static int registers() {
        String arch = System.getProperty("os.arch");
        return (arch.equals("amd64") || arch.equals("x86_64")) && SPECIES.vectorBitSize() < 512 ? 16 : 32;
    }

    /**
     * to[i, j] = from[i, j] + Σ a[aAt + p·rows + i] · b[p·COLUMNS + j] over p below depth.
     *
     * @param bAt where the panel of b begins, in bytes
     * @param rows 12, 6 or 4
     */
    static void add(int rows, int depth, float[] a, int aAt, MemorySegment b, long bAt, float[] from, int fromAt,
            int fromStride, float[] to, int toAt, int toStride) {
        switch (rows) {
            case 12 -> add12(depth, a, aAt, b, bAt, from, fromAt, fromStride, to, toAt, toStride);
            case 6 -> add6(depth, a, aAt, b, bAt, from, fromAt, fromStride, to, toAt, toStride);
            case 4 -> add4(depth, a, aAt, b, bAt, from, fromAt, fromStride, to, toAt, toStride);
            default -> throw new AssertionError(rows);
        }
    }

    private static void add12(int depth, float[] a, int aAt, MemorySegment b, long bAt, float[] from, int fromAt,
            int fromStride, float[] to, int toAt, int toStride) {
        var c00 = FloatVector.fromArray(SPECIES, from, fromAt);
        var c01 = FloatVector.fromArray(SPECIES, from, fromAt + LANES);
        var c10 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
        var c11 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride + LANES);
        var c20 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
        var c21 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride + LANES);
        var c30 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
        var c31 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride + LANES);
        var c40 = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride);
        var c41 = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride + LANES);
        var c50 = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride);
        var c51 = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride + LANES);
        var c60 = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride);
        var c61 = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride + LANES);
        var c70 = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride);
        var c71 = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride + LANES);
        var c80 = FloatVector.fromArray(SPECIES, from, fromAt + 8 * fromStride);
        var c81 = FloatVector.fromArray(SPECIES, from, fromAt + 8 * fromStride + LANES);
        var c90 = FloatVector.fromArray(SPECIES, from, fromAt + 9 * fromStride);
        var c91 = FloatVector.fromArray(SPECIES, from, fromAt + 9 * fromStride + LANES);
        var c100 = FloatVector.fromArray(SPECIES, from, fromAt + 10 * fromStride);
        var c101 = FloatVector.fromArray(SPECIES, from, fromAt + 10 * fromStride + LANES);
        var c110 = FloatVector.fromArray(SPECIES, from, fromAt + 11 * fromStride);
        var c111 = FloatVector.fromArray(SPECIES, from, fromAt + 11 * fromStride + LANES);
        for (int p = 0; p < depth; p++) {
            var b0 = FloatVector.fromMemorySegment(SPECIES, b, bAt + p * STEP, ORDER);
            var b1 = FloatVector.fromMemorySegment(SPECIES, b, bAt + p * STEP + STEP / 2, ORDER);
            var a0 = FloatVector.broadcast(SPECIES, a[aAt + p * 12]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            var a1 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            var a2 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            var a3 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            var a4 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            var a5 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            var a6 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            var a7 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 7]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
            var a8 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 8]);
            c80 = a8.fma(b0, c80);
            c81 = a8.fma(b1, c81);
            var a9 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 9]);
            c90 = a9.fma(b0, c90);
            c91 = a9.fma(b1, c91);
            var a10 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 10]);
            c100 = a10.fma(b0, c100);
            c101 = a10.fma(b1, c101);
            var a11 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 11]);
            c110 = a11.fma(b0, c110);
            c111 = a11.fma(b1, c111);
        }
        c00.intoArray(to, toAt);
        c01.intoArray(to, toAt + LANES);
        c10.intoArray(to, toAt + toStride);
        c11.intoArray(to, toAt + toStride + LANES);
        c20.intoArray(to, toAt + 2 * toStride);
        c21.intoArray(to, toAt + 2 * toStride + LANES);
        c30.intoArray(to, toAt + 3 * toStride);
        c31.intoArray(to, toAt + 3 * toStride + LANES);
        c40.intoArray(to, toAt + 4 * toStride);
        c41.intoArray(to, toAt + 4 * toStride + LANES);
        c50.intoArray(to, toAt + 5 * toStride);
        c51.intoArray(to, toAt + 5 * toStride + LANES);
        c60.intoArray(to, toAt + 6 * toStride);
        c61.intoArray(to, toAt + 6 * toStride + LANES);
        c70.intoArray(to, toAt + 7 * toStride);
        c71.intoArray(to, toAt + 7 * toStride + LANES);
        c80.intoArray(to, toAt + 8 * toStride);
        c81.intoArray(to, toAt + 8 * toStride + LANES);
        c90.intoArray(to, toAt + 9 * toStride);
        c91.intoArray(to, toAt + 9 * toStride + LANES);
        c100.intoArray(to, toAt + 10 * toStride);
        c101.intoArray(to, toAt + 10 * toStride + LANES);
        c110.intoArray(to, toAt + 11 * toStride);
        c111.intoArray(to, toAt + 11 * toStride + LANES);
    }

    private static void add6(int depth, float[] a, int aAt, MemorySegment b, long bAt, float[] from, int fromAt,
            int fromStride, float[] to, int toAt, int toStride) {
        var c00 = FloatVector.fromArray(SPECIES, from, fromAt);
        var c01 = FloatVector.fromArray(SPECIES, from, fromAt + LANES);
        var c10 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
        var c11 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride + LANES);
        var c20 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
        var c21 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride + LANES);
        var c30 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
        var c31 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride + LANES);
        var c40 = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride);
        var c41 = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride + LANES);
        var c50 = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride);
        var c51 = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride + LANES);
        for (int p = 0; p < depth; p++) {
            var b0 = FloatVector.fromMemorySegment(SPECIES, b, bAt + p * STEP, ORDER);
            var b1 = FloatVector.fromMemorySegment(SPECIES, b, bAt + p * STEP + STEP / 2, ORDER);
            var a0 = FloatVector.broadcast(SPECIES, a[aAt + p * 6]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            var a1 = FloatVector.broadcast(SPECIES, a[aAt + p * 6 + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            var a2 = FloatVector.broadcast(SPECIES, a[aAt + p * 6 + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            var a3 = FloatVector.broadcast(SPECIES, a[aAt + p * 6 + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            var a4 = FloatVector.broadcast(SPECIES, a[aAt + p * 6 + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            var a5 = FloatVector.broadcast(SPECIES, a[aAt + p * 6 + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
        }
        c00.intoArray(to, toAt);
        c01.intoArray(to, toAt + LANES);
        c10.intoArray(to, toAt + toStride);
        c11.intoArray(to, toAt + toStride + LANES);
        c20.intoArray(to, toAt + 2 * toStride);
        c21.intoArray(to, toAt + 2 * toStride + LANES);
        c30.intoArray(to, toAt + 3 * toStride);
        c31.intoArray(to, toAt + 3 * toStride + LANES);
        c40.intoArray(to, toAt + 4 * toStride);
        c41.intoArray(to, toAt + 4 * toStride + LANES);
        c50.intoArray(to, toAt + 5 * toStride);
        c51.intoArray(to, toAt + 5 * toStride + LANES);
    }

    private static void add4(int depth, float[] a, int aAt, MemorySegment b, long bAt, float[] from, int fromAt,
            int fromStride, float[] to, int toAt, int toStride) {
        var c00 = FloatVector.fromArray(SPECIES, from, fromAt);
        var c01 = FloatVector.fromArray(SPECIES, from, fromAt + LANES);
        var c10 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
        var c11 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride + LANES);
        var c20 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
        var c21 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride + LANES);
        var c30 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
        var c31 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride + LANES);
        for (int p = 0; p < depth; p++) {
            var b0 = FloatVector.fromMemorySegment(SPECIES, b, bAt + p * STEP, ORDER);
            var b1 = FloatVector.fromMemorySegment(SPECIES, b, bAt + p * STEP + STEP / 2, ORDER);
            var a0 = FloatVector.broadcast(SPECIES, a[aAt + p * 4]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            var a1 = FloatVector.broadcast(SPECIES, a[aAt + p * 4 + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            var a2 = FloatVector.broadcast(SPECIES, a[aAt + p * 4 + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            var a3 = FloatVector.broadcast(SPECIES, a[aAt + p * 4 + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        c00.intoArray(to, toAt);
        c01.intoArray(to, toAt + LANES);
        c10.intoArray(to, toAt + toStride);
        c11.intoArray(to, toAt + toStride + LANES);
        c20.intoArray(to, toAt + 2 * toStride);
        c21.intoArray(to, toAt + 2 * toStride + LANES);
        c30.intoArray(to, toAt + 3 * toStride);
        c31.intoArray(to, toAt + 3 * toStride + LANES);
    }
}
