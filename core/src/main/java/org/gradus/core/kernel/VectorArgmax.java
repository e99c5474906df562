package org.gradus.core.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Where the largest element stands, the first of equals; a NaN counts as largest. */
final class VectorArgmax {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SPECIES.vectorShape());
    private static final int LANES = SPECIES.length();
    /** Columns that are compared together: their largest elements stay in the nearest cache. */
    private static final int STRIP = 1024;

    private VectorArgmax() {}

    /** y[o,i] = the first j at which x[o,j,i] is largest. */
    static void argmax(float[] x, long[] y, Span span) {
        int inner = span.inner();
        int length = span.length();
        if (span.numel() == 0) {
            return;
        }
        if (inner == 1) {
            Chunks.run(span.outer(), Math.max(1, Chunks.CHEAP / length), (from, to) -> {
                for (int o = from; o < to; o++) {
                    y[o] = first(x, o * length, length, max(x, o * length, length));
                }
            });
            return;
        }
        int strip = Math.min(inner, STRIP);
        int strips = Math.ceilDiv(inner, strip);
        Chunks.run(span.outer() * strips, Math.max(1, Chunks.CHEAP / (length * strip)), (from, to) -> {
            float[] best = new float[strip];
            int[] where = new int[strip];
            for (int unit = from; unit < to; unit++) {
                int o = unit / strips;
                int left = unit % strips * strip;
                int width = Math.min(strip, inner - left);
                System.arraycopy(x, span.at(o, 0, left), best, 0, width);
                Arrays.fill(where, 0);
                for (int j = 1; j < length; j++) {
                    challenge(x, span.at(o, j, left), j, best, where, width);
                }
                for (int i = 0; i < width; i++) {
                    y[o * inner + left + i] = where[i];
                }
            }
        });
    }

    /** The largest of {@code count} elements, or NaN if there is one among them. */
    static float max(float[] x, int at, int count) {
        var a = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            a = a.max(FloatVector.fromArray(SPECIES, x, at + i));
        }
        float max = i == 0 ? Float.NEGATIVE_INFINITY : a.reduceLanes(VectorOperators.MAX);
        for (; i < count; i++) {
            max = Math.max(max, x[at + i]);
        }
        return max;
    }

    /** The first of {@code count} elements that equals {@code value}, both zeros being equal, and so all NaN. */
    private static int first(float[] x, int at, int count, float value) {
        int i = 0;
        if (Float.isNaN(value)) {
            while (!Float.isNaN(x[at + i])) {
                i++;
            }
            return i;
        }
        for (; i <= count - LANES; i += LANES) {
            var equal = FloatVector.fromArray(SPECIES, x, at + i).compare(VectorOperators.EQ, value);
            if (equal.anyTrue()) {
                return i + equal.firstTrue();
            }
        }
        while (x[at + i] != value) {
            i++;
        }
        return i;
    }

    /** Row j against the best so far: where it wins, its elements and its number take their place. */
    private static void challenge(float[] x, int at, int j, float[] best, int[] where, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            var challenger = FloatVector.fromArray(SPECIES, x, at + i);
            var champion = FloatVector.fromArray(SPECIES, best, i);
            var wins = challenger.compare(VectorOperators.LE, champion).not()
                    .and(champion.compare(VectorOperators.EQ, champion));
            challenger.intoArray(best, i, wins);
            IntVector.broadcast(INTS, j).intoArray(where, i, wins.cast(INTS));
        }
        for (; i < count; i++) {
            if (!(x[at + i] <= best[i]) && !Float.isNaN(best[i])) {
                best[i] = x[at + i];
                where[i] = j;
            }
        }
    }
}
