package org.gradus.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Rows of floats standardised each by itself, with a weight and a bias for each channel that a row goes through. */
final class VectorRows {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorRows() {}

    /** y = x̂·weight + bias, where a row is a group of its own: the span's outer size is 1. */
    static void standardize(float[] x, float[] weight, float[] bias, float[] y, Standardization s, int pixels) {
        int length = s.span().inner();
        int piece = Math.min(length, Math.max(1, Chunks.CHEAP / pixels) * pixels);
        int pieces = Math.ceilDiv(length, piece);
        Chunks.run(s.span().length() * pieces, Math.max(1, Chunks.CHEAP / piece), (from, to) -> {
            for (int unit = from; unit < to; unit++) {
                int j = unit / pieces;
                int left = unit % pieces * piece;
                int at = j * length + left;
                int channel = at / pixels % weight.length;
                int count = Math.min(piece, length - left);
                if (pixels == 1) {
                    perElement(x, at, count, s, j, weight, bias, channel, y);
                } else {
                    for (int end = at + count; at < end; at += pixels, channel++) {
                        VectorLines.line(x, at, pixels, s.high(j), s.low(j), (float) (s.rstd(j) * weight[channel]),
                                bias[channel], y);
                    }
                }
            }
        });
    }

    private static void perElement(float[] x, int at, int count, Standardization s, int j, float[] weight,
            float[] bias, int channel, float[] y) {
        float high = s.high(j);
        float low = s.low(j);
        float factor = (float) s.rstd(j);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector.fromArray(SPECIES, x, at + i).sub(high).sub(low).mul(factor)
                    .fma(FloatVector.fromArray(SPECIES, weight, channel + i),
                            FloatVector.fromArray(SPECIES, bias, channel + i))
                    .intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = Math.fma((x[at + i] - high - low) * factor, weight[channel + i], bias[channel + i]);
        }
    }
}
