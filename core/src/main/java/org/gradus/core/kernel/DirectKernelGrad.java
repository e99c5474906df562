package org.gradus.core.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

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
    static final int SUMS = 16;

    /** Filters by taps whose sums are held in registers. */
    private static final int FILTERS = 4;
    private static final int TAPS = 5;

    /** Parts of a batch. */
    private static final int MOST_PARTS = 64;

    /** Elements of a filter's gradients in the images that are copied at a time, one image at least. */
    private static final int GROUP = 1 << 9;

    /** Steps that are worked on at a time: what they read of a few filters and taps stays in the first cache. */
    private static final int STEPS = 64;

    private final PaddedImage image;
    private final int batch;
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

    /** Whether g has such lines itself. */
    private final boolean isInPlace;

    /** Images that are copied at a time. */
    private final int group;

    DirectKernelGrad(ConvGeometry g) {
        WindowAxis height = g.height();
        WindowAxis width = g.width();
        // copies of x for each column spare a copy of g
        boolean isMoved = width.kernel() * g.channels() < g.filters() || width.padding() < width.kernel() - 1;
        image = new PaddedImage(g.channels(), height.in(), width.in(), height.padding(), width.padding(),
                width.kernel(), isMoved);
        batch = g.batch();
        filters = g.filters();
        int[] all = image.offsets(height.kernel());
        taps = all.length;
        offsets = Arrays.copyOf(all, Math.ceilDiv(taps, TAPS) * TAPS);
        Arrays.fill(offsets, taps, offsets.length, all[taps - 1]);
        outHeight = height.out();
        outWidth = width.out();
        line = Math.ceilDiv((outHeight - 1) * image.rowStep() + outWidth, SUMS) * SUMS;
        paddedFilters = Math.ceilDiv(filters, FILTERS) * FILTERS;
        isInPlace = line == outHeight * outWidth && paddedFilters == filters;
        group = Math.min(batch, Math.ceilDiv(GROUP, line));
    }

    /** Computes w̄: parts of the batch side by side, whose number depends on sizes alone, halves added to halves. */
    void run(float[] x, float[] g, float[] weight) {
        int each = Math.max(Math.ceilDiv(batch, MOST_PARTS), group);
        int parts = Math.ceilDiv(batch, each);
        int size = paddedFilters * offsets.length;
        float[] sums = new float[parts * size];
        Parallel.run(parts,
                part -> addImages(x, g, part * each, Math.min(batch, (part + 1) * each), sums, part * size));
        for (int count = parts; count > 1; count = Math.ceilDiv(count, 2)) {
            int half = Math.ceilDiv(count, 2);
            Runs.add(sums, half * size, sums, 0, (count - half) * size);
        }
        for (int filter = 0; filter < filters; filter++) {
            Runs.copy(sums, filter * offsets.length, weight, filter * taps, taps);
        }
    }

    private void addImages(float[] x, float[] g, int from, int to, float[] sums, int at) {
        int upstreamEach = paddedFilters * line;
        float[] pixels = new float[group * image.length()];
        float[] upstream = isInPlace ? g : new float[group * upstreamEach];
        float[] tile = new float[FILTERS * TAPS * SUMS];
        int[] pixelsAt = steps(image.length());
        int[] upstreamAt = steps(upstreamEach);
        for (int first = from; first < to; first += group) {
            int images = Math.min(group, to - first);
            for (int i = 0; i < images; i++) {
                image.copy(x, (first + i) * image.planes() * image.height() * image.width(), pixels,
                        i * image.length());
                if (!isInPlace) {
                    copyUpstream(g, first + i, upstream, i * upstreamEach);
                }
            }
            int steps = images * line / SUMS;
            for (int step = 0; step < steps; step += STEPS) {
                addSteps(pixels, pixelsAt, upstream, isInPlace ? first * upstreamEach : 0, upstreamAt, step,
                        Math.min(steps, step + STEPS), tile, sums, at);
            }
        }
    }

    private void addSteps(float[] pixels, int[] pixelsAt, float[] upstream, int firstUpstream, int[] upstreamAt,
            int from, int to, float[] tile, float[] sums, int at) {
        for (int tap = 0; tap < taps; tap += TAPS) {
            for (int filter = 0; filter < filters; filter += FILTERS) {
                for (int lane = 0; lane < SUMS; lane += LANES) {
                    sumFourByFive(pixels, pixelsAt, tap, lane, upstream, upstreamAt,
                            firstUpstream + filter * line + lane, from, to, tile, lane);
                }
                addTotals(tile, sums, at + filter * offsets.length + tap);
            }
        }
    }

    /** Adds the totals of a tile's rows. */
    private void addTotals(float[] tile, float[] sums, int at) {
        for (int row = 0; row < FILTERS * TAPS; row++) {
            sums[at + row / TAPS * offsets.length + row % TAPS] += total(tile, row * SUMS);
        }
    }

    /** The sum of sixteen sums side by side, halves added to halves. */
    private static float total(float[] s, int at) {
        return ((s[at] + s[at + 8] + (s[at + 4] + s[at + 12])) + (s[at + 2] + s[at + 10] + (s[at + 6] + s[at + 14])))
                + ((s[at + 1] + s[at + 9] + (s[at + 5] + s[at + 13]))
                        + (s[at + 3] + s[at + 11] + (s[at + 7] + s[at + 15])));
    }

    /** Where the steps of {@link #SUMS} elements begin in the lines of a group's images. */
    private int[] steps(int each) {
        int[] at = new int[group * line / SUMS];
        Arrays.setAll(at, step -> step * SUMS / line * each + step * SUMS % line);
        return at;
    }

    private void copyUpstream(float[] g, int n, float[] to, int at) {
        for (int filter = 0; filter < filters; filter++) {
            Runs.copyAll(g, (n * filters + filter) * outHeight * outWidth, outWidth, outWidth, outHeight, to,
                    at + filter * line, image.rowStep());
        }
    }

    private void sumFourByFive(float[] pixels, int[] pixelsAt, int tap, int lane, float[] upstream, int[] upstreamAt,
            int filterAt, int from, int to, float[] tile, int at) {
        int length = line;
        var c00 = FloatVector.zero(SPECIES);
        var c01 = FloatVector.zero(SPECIES);
        var c02 = FloatVector.zero(SPECIES);
        var c03 = FloatVector.zero(SPECIES);
        var c04 = FloatVector.zero(SPECIES);
        var c10 = FloatVector.zero(SPECIES);
        var c11 = FloatVector.zero(SPECIES);
        var c12 = FloatVector.zero(SPECIES);
        var c13 = FloatVector.zero(SPECIES);
        var c14 = FloatVector.zero(SPECIES);
        var c20 = FloatVector.zero(SPECIES);
        var c21 = FloatVector.zero(SPECIES);
        var c22 = FloatVector.zero(SPECIES);
        var c23 = FloatVector.zero(SPECIES);
        var c24 = FloatVector.zero(SPECIES);
        var c30 = FloatVector.zero(SPECIES);
        var c31 = FloatVector.zero(SPECIES);
        var c32 = FloatVector.zero(SPECIES);
        var c33 = FloatVector.zero(SPECIES);
        var c34 = FloatVector.zero(SPECIES);
        int o0 = offsets[tap] + lane;
        int o1 = offsets[tap + 1] + lane;
        int o2 = offsets[tap + 2] + lane;
        int o3 = offsets[tap + 3] + lane;
        int o4 = offsets[tap + 4] + lane;
        for (int i = from; i < to; i++) {
            int x = pixelsAt[i];
            int g = upstreamAt[i] + filterAt;
            var g0 = FloatVector.fromArray(SPECIES, upstream, g);
            var g1 = FloatVector.fromArray(SPECIES, upstream, g + length);
            var g2 = FloatVector.fromArray(SPECIES, upstream, g + 2 * length);
            var g3 = FloatVector.fromArray(SPECIES, upstream, g + 3 * length);
            var x0 = FloatVector.fromArray(SPECIES, pixels, x + o0);
            c00 = x0.fma(g0, c00);
            c10 = x0.fma(g1, c10);
            c20 = x0.fma(g2, c20);
            c30 = x0.fma(g3, c30);
            var x1 = FloatVector.fromArray(SPECIES, pixels, x + o1);
            c01 = x1.fma(g0, c01);
            c11 = x1.fma(g1, c11);
            c21 = x1.fma(g2, c21);
            c31 = x1.fma(g3, c31);
            var x2 = FloatVector.fromArray(SPECIES, pixels, x + o2);
            c02 = x2.fma(g0, c02);
            c12 = x2.fma(g1, c12);
            c22 = x2.fma(g2, c22);
            c32 = x2.fma(g3, c32);
            var x3 = FloatVector.fromArray(SPECIES, pixels, x + o3);
            c03 = x3.fma(g0, c03);
            c13 = x3.fma(g1, c13);
            c23 = x3.fma(g2, c23);
            c33 = x3.fma(g3, c33);
            var x4 = FloatVector.fromArray(SPECIES, pixels, x + o4);
            c04 = x4.fma(g0, c04);
            c14 = x4.fma(g1, c14);
            c24 = x4.fma(g2, c24);
            c34 = x4.fma(g3, c34);
        }
        c00.intoArray(tile, at);
        c01.intoArray(tile, at + SUMS);
        c02.intoArray(tile, at + 2 * SUMS);
        c03.intoArray(tile, at + 3 * SUMS);
        c04.intoArray(tile, at + 4 * SUMS);
        c10.intoArray(tile, at + 5 * SUMS);
        c11.intoArray(tile, at + 6 * SUMS);
        c12.intoArray(tile, at + 7 * SUMS);
        c13.intoArray(tile, at + 8 * SUMS);
        c14.intoArray(tile, at + 9 * SUMS);
        c20.intoArray(tile, at + 10 * SUMS);
        c21.intoArray(tile, at + 11 * SUMS);
        c22.intoArray(tile, at + 12 * SUMS);
        c23.intoArray(tile, at + 13 * SUMS);
        c24.intoArray(tile, at + 14 * SUMS);
        c30.intoArray(tile, at + 15 * SUMS);
        c31.intoArray(tile, at + 16 * SUMS);
        c32.intoArray(tile, at + 17 * SUMS);
        c33.intoArray(tile, at + 18 * SUMS);
        c34.intoArray(tile, at + 19 * SUMS);
    }
}
