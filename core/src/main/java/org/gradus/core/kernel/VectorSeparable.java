package org.gradus.core.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#separable} in float32: for each row of y, the rows of x that have a weight in it are mixed, a vector of
 * columns at a time, and the mixture, while it is in the first cache, is mixed along itself.
 */
final class VectorSeparable {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private final SparseMatrix rows;
    private final float[] rowWeights;
    private final boolean[] repeats;
    private final SparseMatrix columns;
    private final VectorLine line;
    private final float[] x;
    private final float[] y;

    private VectorSeparable(SparseMatrix rows, SparseMatrix columns, float[] x, float[] y) {
        this.rows = rows;
        rowWeights = rows.floatWeights();
        repeats = rows.repetitions();
        this.columns = columns;
        line = new VectorLine(columns);
        this.x = x;
        this.y = y;
    }

    /** {@link Kernels#separable}. */
    static void run(SparseMatrix rows, SparseMatrix columns, float[] x, float[] y, int planes) {
        if (y.length > 0) {
            long work = (long) rows.terms() * columns.columns() / rows.rows() + columns.terms() + columns.rows();
            int each = (int) Math.max(1, Chunks.CHEAP / work);
            VectorSeparable separable = new VectorSeparable(rows, columns, x, y);
            Chunks.run(planes * rows.rows(), each, separable::run);
        }
    }

    /** The rows of y from {@code from} up to {@code to}, counted over all planes. */
    private void run(int from, int to) {
        float[] mixture = columns.isIdentity() ? null : line.newLine();
        int width = columns.rows();
        int origin = from / rows.rows() * rows.columns() * columns.columns();
        int j = from % rows.rows();
        for (int row = from; row < to; row++) {
            int at = row * width;
            if (row > from && repeats[j]) {
                System.arraycopy(y, at - width, y, at, width);
            } else if (mixture == null) {
                mix(j, origin, y, at);
            } else {
                mix(j, origin, mixture, 0);
                line.mix(mixture, y, at);
            }
            if (++j == rows.rows()) {
                j = 0;
                origin += rows.columns() * columns.columns();
            }
        }
    }

    /** to[at + i] = Σ R[j,k] · x[origin + k · width + i]. */
    private void mix(int j, int origin, float[] to, int at) {
        int width = columns.columns();
        int first = rows.start(j);
        int end = rows.start(j + 1);
        if (first == end) {
            Arrays.fill(to, at, at + width, 0);
            return;
        }
        int from = origin + rows.column(first) * width;
        if (end == first + 1 && rowWeights[first] == 1) {
            System.arraycopy(x, from, to, at, width);
            return;
        }
        boolean past = to != y && origin + rows.columns() * width + LANES <= x.length;
        int vectorsEnd = past ? width : width - LANES + 1;
        int i = 0;
        for (; i < vectorsEnd; i += LANES) {
            var sum = FloatVector.fromArray(SPECIES, x, from + i).mul(rowWeights[first]);
            for (int term = first + 1; term < end; term++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, x, origin + rows.column(term) * width + i)
                        .mul(rowWeights[term]));
            }
            sum.intoArray(to, at + i);
        }
        for (; i < width; i++) {
            float sum = x[from + i] * rowWeights[first];
            for (int term = first + 1; term < end; term++) {
                sum += x[origin + rows.column(term) * width + i] * rowWeights[term];
            }
            to[at + i] = sum;
        }
    }
}
