package org.gradus.core.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * y = (x − m)·slope + offset, or (x − m)·slope + (u − offset)·factor where there is a u, for arrays [o,j,i] and numbers
 * that belong to each group j.
 *
 * <p>
 * m is taken off in two steps, as {@link Standardization#high} and {@link Standardization#low}.
 */
final class VectorLines {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Columns that are computed together: their numbers stay in the nearest cache. */
    private static final int STRIP = 512;

    private final float[] high;
    private final float[] low;
    private final float[] slopes;
    private final float[] offsets;
    private final float[] factors;

    VectorLines(int groups) {
        high = new float[groups];
        low = new float[groups];
        slopes = new float[groups];
        offsets = new float[groups];
        factors = new float[groups];
    }

    /** The numbers of a group, whose m is that of the standardisation. */
    void set(int j, Standardization s, double slope, double offset, double factor) {
        high[j] = s.high(j);
        low[j] = s.low(j);
        slopes[j] = (float) slope;
        offsets[j] = (float) offset;
        factors[j] = (float) factor;
    }

    /** Computes y from x, and from u if it is not null. */
    void run(float[] x, float @Nullable [] u, float[] y, Span span) {
        if (span.numel() > 0) {
            if (span.inner() >= VectorGroupSums.LONG || span.outer() == 1) {
                runs(x, u, y, span);
            } else {
                columns(x, u, y, span);
            }
        }
    }

    /** Each run has numbers of its own. */
    private void runs(float[] x, float @Nullable [] u, float[] y, Span span) {
        int piece = Math.min(span.inner(), Chunks.CHEAP);
        int pieces = Math.ceilDiv(span.inner(), piece);
        Chunks.run(span.outer() * span.length() * pieces, Chunks.CHEAP / piece, (from, to) -> {
            for (int unit = from; unit < to; unit++) {
                int run = unit / pieces;
                int left = unit % pieces * piece;
                int at = run * span.inner() + left;
                int count = Math.min(piece, span.inner() - left);
                int j = run % span.length();
                if (u == null) {
                    line(x, at, count, high[j], low[j], slopes[j], offsets[j], y);
                } else {
                    plane(x, u, at, count, high[j], low[j], slopes[j], offsets[j], factors[j], y);
                }
            }
        });
    }

    /** y = (x − high − low)·slope + offset for elements that have all numbers in common. */
    static void line(float[] x, int at, int count, float high, float low, float slope, float offset,
            float[] y) {
        var vSlope = FloatVector.broadcast(SPECIES, slope);
        var vOffset = FloatVector.broadcast(SPECIES, offset);
        int i = at;
        for (; i <= at + count - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, x, i).sub(high).sub(low).fma(vSlope, vOffset).intoArray(y, i);
        }
        for (; i < at + count; i++) {
            y[i] = Math.fma(x[i] - high - low, slope, offset);
        }
    }

    private static void plane(float[] x, float[] u, int at, int count, float high, float low, float slope,
            float offset, float factor, float[] y) {
        var vSlope = FloatVector.broadcast(SPECIES, slope);
        int i = at;
        for (; i <= at + count - LANES; i += LANES) {
            var added = FloatVector.fromArray(SPECIES, u, i).sub(offset).mul(factor);
            FloatVector.fromArray(SPECIES, x, i).sub(high).sub(low).fma(vSlope, added).intoArray(y, i);
        }
        for (; i < at + count; i++) {
            y[i] = Math.fma(x[i] - high - low, slope, (u[i] - offset) * factor);
        }
    }

    /** Short runs: numbers are written out for every column of some groups, and serve for all rows. */
    private void columns(float[] x, float @Nullable [] u, float[] y, Span span) {
        int inner = span.inner();
        int groups = Math.min(span.length(), STRIP / inner);
        int strips = Math.ceilDiv(span.length(), groups);
        int rows = Math.min(span.outer(), Math.max(1, Chunks.CHEAP / (groups * inner)));
        int blocks = Math.ceilDiv(span.outer(), rows);
        Chunks.run(strips * blocks, Math.max(1, Chunks.CHEAP / (rows * groups * inner)), (from, to) -> {
            var wide = new VectorLines(groups * inner);
            for (int unit = from; unit < to; unit++) {
                int first = unit / blocks * groups;
                int width = Math.min(groups, span.length() - first) * inner;
                int top = unit % blocks * rows;
                writeOut(first, width / inner, inner, wide);
                for (int o = top; o < Math.min(span.outer(), top + rows); o++) {
                    if (u == null) {
                        wide.lines(x, span.at(o, first, 0), width, y);
                    } else {
                        wide.planes(x, u, span.at(o, first, 0), width, y);
                    }
                }
            }
        });
    }

    private void writeOut(int first, int groups, int times, VectorLines wide) {
        for (int g = 0; g < groups; g++) {
            int at = g * times;
            int j = first + g;
            Arrays.fill(wide.high, at, at + times, high[j]);
            Arrays.fill(wide.low, at, at + times, low[j]);
            Arrays.fill(wide.slopes, at, at + times, slopes[j]);
            Arrays.fill(wide.offsets, at, at + times, offsets[j]);
            Arrays.fill(wide.factors, at, at + times, factors[j]);
        }
    }

    private void lines(float[] x, int at, int width, float[] y) {
        int i = 0;
        for (; i <= width - LANES; i += LANES) {
            distances(x, at + i, i).fma(FloatVector.fromArray(SPECIES, slopes, i),
                    FloatVector.fromArray(SPECIES, offsets, i)).intoArray(y, at + i);
        }
        for (; i < width; i++) {
            y[at + i] = Math.fma(x[at + i] - high[i] - low[i], slopes[i], offsets[i]);
        }
    }

    private void planes(float[] x, float[] u, int at, int width, float[] y) {
        int i = 0;
        for (; i <= width - LANES; i += LANES) {
            var added = FloatVector.fromArray(SPECIES, u, at + i).sub(FloatVector.fromArray(SPECIES, offsets, i))
                    .mul(FloatVector.fromArray(SPECIES, factors, i));
            distances(x, at + i, i).fma(FloatVector.fromArray(SPECIES, slopes, i), added).intoArray(y, at + i);
        }
        for (; i < width; i++) {
            y[at + i] = Math.fma(x[at + i] - high[i] - low[i], slopes[i], (u[at + i] - offsets[i]) * factors[i]);
        }
    }

    private FloatVector distances(float[] x, int at, int column) {
        return FloatVector.fromArray(SPECIES, x, at).sub(FloatVector.fromArray(SPECIES, high, column))
                .sub(FloatVector.fromArray(SPECIES, low, column));
    }
}
