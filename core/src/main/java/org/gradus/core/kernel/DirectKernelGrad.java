package org.gradus.core.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.kernel.Scratch.Use;

/**
 * The kernel gradient of small images: w̄[k, c, r, s] = Σ over images and pixels of g[k, i, j] · x[c, i + r, j + s], sixteen
 * sums of every sixteenth pixel side by side, which are added at the end.
 *
 * <p>
 * Sixteen on every machine, however many a vector holds, so that the sums' order is the same.
 */
final class DirectKernelGrad {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Sums side by side. */
    private static final int SUMS = 16;

    /** Filters by taps whose sums are held in registers. */
    private static final int FILTERS = 4;
    private static final int TAPS = 5;

    /** Parts of a batch. */
    private static final int MOST_PARTS = 8;

    /** Elements of images and gradients that are worked on at a time. */
    private static final int MOST_ELEMENTS = 1 << 14;

    private final PaddedImage image;
    private final int filters;
    private final int taps;
    private final int outHeight;
    private final int outWidth;

    /** Where taps lie, the last repeated until there are a multiple of {@link #TAPS}. */
    private final int[] offsets;

    /** Pixels of g in a line like those of x, zeros between its rows, in whole vectors. */
    private final int line;

    /** Filters, with some of zeros until there are a multiple of {@link #FILTERS}. */
    private final int paddedFilters;

    DirectKernelGrad(PaddedImage image, int filters, int rows, int columns) {
        this.image = image;
        this.filters = filters;
        int[] all = image.offsets(rows, columns);
        taps = all.length;
        offsets = Arrays.copyOf(all, Math.ceilDiv(taps, TAPS) * TAPS);
        Arrays.fill(offsets, taps, offsets.length, all[taps - 1]);
        outHeight = image.height() + 2 * image.above() - rows + 1;
        outWidth = image.width() + 2 * image.left() - columns + 1;
        line = Math.ceilDiv((outHeight - 1) * image.rowStep() + outWidth, SUMS) * SUMS;
        paddedFilters = Math.ceilDiv(filters, FILTERS) * FILTERS;
    }

    /** Computes w̄ from all images: parts of the batch side by side, whose number depends on the batch alone. */
    void run(float[] x, float[] g, float[] weight, int batch) {
        int each = Math.ceilDiv(batch, MOST_PARTS);
        int parts = Math.ceilDiv(batch, each);
        int size = paddedFilters * offsets.length * SUMS;
        float[] sums = Scratch.buffer(Use.PARTIAL, parts * size);
        Parallel.run(parts, part -> {
            Arrays.fill(sums, part * size, (part + 1) * size, 0);
            addImages(x, g, part * each, Math.min(batch, (part + 1) * each), sums, part * size);
        });
        for (int part = 1; part < parts; part++) {
            Runs.add(sums, part * size, sums, 0, size);
        }
        for (int filter = 0; filter < filters; filter++) {
            for (int tap = 0; tap < taps; tap++) {
                weight[filter * taps + tap] = total(sums, (filter * offsets.length + tap) * SUMS);
            }
        }
    }

    /** The sum of sums side by side, halves added to halves. */
    private static float total(float[] sums, int at) {
        for (int half = SUMS / 2; half > 0; half /= 2) {
            for (int i = at; i < at + half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[at];
    }

    private void addImages(float[] x, float[] g, int from, int to, float[] sums, int at) {
        int pixelsEach = image.length();
        int upstreamEach = paddedFilters * line;
        int most = Math.clamp(MOST_ELEMENTS / (pixelsEach + upstreamEach), 1, to - from);
        float[] pixels = new float[most * pixelsEach];
        float[] upstream = new float[most * upstreamEach];
        for (int first = from; first < to; first += most) {
            int images = Math.min(most, to - first);
            for (int i = 0; i < images; i++) {
                image.copy(x, (first + i) * image.planes() * image.height() * image.width(), pixels, i * pixelsEach);
                copyUpstream(g, first + i, upstream, i * upstreamEach);
            }
            for (int filter = 0; filter < filters; filter += FILTERS) {
                for (int tap = 0; tap < taps; tap += TAPS) {
                    for (int lane = 0; lane < SUMS; lane += LANES) {
                        addFourByFive(images, pixels, tap, lane, upstream, filter * line + lane, sums,
                                at + (filter * offsets.length + tap) * SUMS + lane);
                    }
                }
            }
        }
    }

    private void copyUpstream(float[] g, int n, float[] to, int at) {
        for (int filter = 0; filter < filters; filter++) {
            for (int i = 0; i < outHeight; i++) {
                Runs.copy(g, ((n * filters + filter) * outHeight + i) * outWidth, to,
                        at + filter * line + i * image.rowStep(), outWidth);
            }
        }
    }

    private void addFourByFive(int images, float[] pixels, int tap, int lane, float[] upstream, int filterAt,
            float[] sums, int at) {
        int step = offsets.length * SUMS;
        int pixelsEach = image.length();
        int upstreamEach = paddedFilters * line;
        int length = line;
        var c00 = FloatVector.fromArray(SPECIES, sums, at);
        var c01 = FloatVector.fromArray(SPECIES, sums, at + SUMS);
        var c02 = FloatVector.fromArray(SPECIES, sums, at + 2 * SUMS);
        var c03 = FloatVector.fromArray(SPECIES, sums, at + 3 * SUMS);
        var c04 = FloatVector.fromArray(SPECIES, sums, at + 4 * SUMS);
        var c10 = FloatVector.fromArray(SPECIES, sums, at + step);
        var c11 = FloatVector.fromArray(SPECIES, sums, at + step + SUMS);
        var c12 = FloatVector.fromArray(SPECIES, sums, at + step + 2 * SUMS);
        var c13 = FloatVector.fromArray(SPECIES, sums, at + step + 3 * SUMS);
        var c14 = FloatVector.fromArray(SPECIES, sums, at + step + 4 * SUMS);
        var c20 = FloatVector.fromArray(SPECIES, sums, at + 2 * step);
        var c21 = FloatVector.fromArray(SPECIES, sums, at + 2 * step + SUMS);
        var c22 = FloatVector.fromArray(SPECIES, sums, at + 2 * step + 2 * SUMS);
        var c23 = FloatVector.fromArray(SPECIES, sums, at + 2 * step + 3 * SUMS);
        var c24 = FloatVector.fromArray(SPECIES, sums, at + 2 * step + 4 * SUMS);
        var c30 = FloatVector.fromArray(SPECIES, sums, at + 3 * step);
        var c31 = FloatVector.fromArray(SPECIES, sums, at + 3 * step + SUMS);
        var c32 = FloatVector.fromArray(SPECIES, sums, at + 3 * step + 2 * SUMS);
        var c33 = FloatVector.fromArray(SPECIES, sums, at + 3 * step + 3 * SUMS);
        var c34 = FloatVector.fromArray(SPECIES, sums, at + 3 * step + 4 * SUMS);
        int o0 = offsets[tap] + lane;
        int o1 = offsets[tap + 1] + lane;
        int o2 = offsets[tap + 2] + lane;
        int o3 = offsets[tap + 3] + lane;
        int o4 = offsets[tap + 4] + lane;
        for (int image = 0; image < images; image++) {
            int x = image * pixelsEach;
            int g = image * upstreamEach + filterAt;
            for (int p = 0; p < length; p += SUMS) {
                var g0 = FloatVector.fromArray(SPECIES, upstream, g + p);
                var g1 = FloatVector.fromArray(SPECIES, upstream, g + p + length);
                var g2 = FloatVector.fromArray(SPECIES, upstream, g + p + 2 * length);
                var g3 = FloatVector.fromArray(SPECIES, upstream, g + p + 3 * length);
                var x0 = FloatVector.fromArray(SPECIES, pixels, x + p + o0);
                c00 = x0.fma(g0, c00);
                c10 = x0.fma(g1, c10);
                c20 = x0.fma(g2, c20);
                c30 = x0.fma(g3, c30);
                var x1 = FloatVector.fromArray(SPECIES, pixels, x + p + o1);
                c01 = x1.fma(g0, c01);
                c11 = x1.fma(g1, c11);
                c21 = x1.fma(g2, c21);
                c31 = x1.fma(g3, c31);
                var x2 = FloatVector.fromArray(SPECIES, pixels, x + p + o2);
                c02 = x2.fma(g0, c02);
                c12 = x2.fma(g1, c12);
                c22 = x2.fma(g2, c22);
                c32 = x2.fma(g3, c32);
                var x3 = FloatVector.fromArray(SPECIES, pixels, x + p + o3);
                c03 = x3.fma(g0, c03);
                c13 = x3.fma(g1, c13);
                c23 = x3.fma(g2, c23);
                c33 = x3.fma(g3, c33);
                var x4 = FloatVector.fromArray(SPECIES, pixels, x + p + o4);
                c04 = x4.fma(g0, c04);
                c14 = x4.fma(g1, c14);
                c24 = x4.fma(g2, c24);
                c34 = x4.fma(g3, c34);
            }
        }
        c00.intoArray(sums, at);
        c01.intoArray(sums, at + SUMS);
        c02.intoArray(sums, at + 2 * SUMS);
        c03.intoArray(sums, at + 3 * SUMS);
        c04.intoArray(sums, at + 4 * SUMS);
        c10.intoArray(sums, at + step);
        c11.intoArray(sums, at + step + SUMS);
        c12.intoArray(sums, at + step + 2 * SUMS);
        c13.intoArray(sums, at + step + 3 * SUMS);
        c14.intoArray(sums, at + step + 4 * SUMS);
        c20.intoArray(sums, at + 2 * step);
        c21.intoArray(sums, at + 2 * step + SUMS);
        c22.intoArray(sums, at + 2 * step + 2 * SUMS);
        c23.intoArray(sums, at + 2 * step + 3 * SUMS);
        c24.intoArray(sums, at + 2 * step + 4 * SUMS);
        c30.intoArray(sums, at + 3 * step);
        c31.intoArray(sums, at + 3 * step + SUMS);
        c32.intoArray(sums, at + 3 * step + 2 * SUMS);
        c33.intoArray(sums, at + 3 * step + 3 * SUMS);
        c34.intoArray(sums, at + 3 * step + 4 * SUMS);
    }
}
