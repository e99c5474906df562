package org.gradus.core.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * y = C·x for lines, in float32, a vector of neighbouring results at a time. Windows side by side and stretched lines take
 * neighbours, every second element, or each element twice: those are loaded as they lie and put in order. Anything else is
 * gathered.
 *
 * <p>
 * All results of a vector are made of as many terms as the longest; what others lack is taken from beyond a line's end, where
 * there is a −0, which leaves a sum as it is, and a 0 for results without any term.
 */
final class VectorLine {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorShuffle<Float> EVEN = VectorShuffle.makeUnzip(SPECIES, 0);
    private static final VectorShuffle<Float> TWICE = VectorShuffle.fromOp(SPECIES, lane -> lane / 2);
    private static final VectorShuffle<Float> TWICE_LATER = VectorShuffle.fromOp(SPECIES, lane -> (lane + 1) / 2);

    /** Machines with shorter vectors do not gather. */
    private static final boolean GATHERS = LANES >= 8;

    /** How the elements that one term of a vector of results takes stand in a line. */
    private enum Order {
        NEIGHBOURS, EVERY_SECOND, TWICE, TWICE_LATER, SCATTERED;

        /** The first order that so many places are in. */
        private static Order of(int[] places, int from, int count) {
            Order order = NEIGHBOURS;
            while (order != SCATTERED && !order.holds(places, from, count)) {
                order = values()[order.ordinal() + 1];
            }
            return order;
        }

        private boolean holds(int[] places, int from, int count) {
            for (int lane = 1; lane < count; lane++) {
                if (places[from + lane] - places[from] != step(lane)) {
                    return false;
                }
            }
            return true;
        }

        private int step(int lane) {
            return switch (this) {
                case NEIGHBOURS -> lane;
                case EVERY_SECOND -> 2 * lane;
                case TWICE -> lane / 2;
                case TWICE_LATER -> (lane + 1) / 2;
                case SCATTERED -> throw new AssertionError(this);
            };
        }
    }

    private final SparseMatrix matrix;
    private final float[] weights;

    /** Where in a line there is a −0, and after it a 0. */
    private final int nothing;

    /** Where each vector's terms begin in what follows; one without any is computed result by result. */
    private final int[] vectors;
    private Order[] orders = new Order[16];
    private int[] places = new int[16 * LANES];
    private float[] laneWeights = new float[16 * LANES];

    /** Lays the matrix out for vectors. */
    VectorLine(SparseMatrix matrix) {
        this.matrix = matrix;
        weights = matrix.floatWeights();
        nothing = matrix.columns() + LANES;
        vectors = new int[Math.ceilDiv(matrix.rows(), LANES) + 1];
        for (int vector = 1; vector < vectors.length; vector++) {
            vectors[vector] = vectors[vector - 1] + lay((vector - 1) * LANES, vectors[vector - 1]);
        }
    }

    /** Lays out the terms of a vector of results, of which there are as many as returned. */
    private int lay(int first, int at) {
        int count = Math.min(LANES, matrix.rows() - first);
        int terms = 0;
        for (int row = first; row < first + count; row++) {
            terms = Math.max(terms, matrix.start(row + 1) - matrix.start(row));
        }
        ensureRoom(at + terms);
        for (int i = 0; i < terms; i++) {
            int from = (at + i) * LANES;
            for (int lane = 0; lane < LANES; lane++) {
                int row = first + Math.min(lane, count - 1);
                int term = matrix.start(row) + i;
                boolean isThere = term < matrix.start(row + 1);
                places[from + lane] = isThere ? matrix.column(term) : nothing(row);
                laneWeights[from + lane] = isThere ? weights[term] : 1;
            }
            orders[at + i] = Order.of(places, from, count);
            if (orders[at + i] == Order.SCATTERED && !GATHERS) {
                return 0;
            }
        }
        return terms;
    }

    private void ensureRoom(int terms) {
        if (terms > orders.length) {
            int room = Math.max(terms, 2 * orders.length);
            orders = Arrays.copyOf(orders, room);
            places = Arrays.copyOf(places, room * LANES);
            laneWeights = Arrays.copyOf(laneWeights, room * LANES);
        }
    }

    private int nothing(int row) {
        return nothing + (matrix.start(row) == matrix.start(row + 1) ? 1 : 0);
    }

    /** An array for a line, whose elements come first, with what stands beyond its end. */
    float[] newLine() {
        float[] line = new float[nothing + 2 * LANES];
        line[nothing] = -0f;
        return line;
    }

    /** y[at + l] = Σ C[l,m] · x[m]; x is a {@link #newLine}. */
    void mix(float[] x, float[] y, int at) {
        int row = 0;
        for (int vector = 0; row + LANES <= matrix.rows(); vector++, row += LANES) {
            if (vectors[vector] < vectors[vector + 1]) {
                sum(x, vector).intoArray(y, at + row);
            } else {
                mixEach(x, row, row + LANES, y, at);
            }
        }
        if (row < matrix.rows()) {
            int vector = vectors.length - 2;
            if (vectors[vector] < vectors[vector + 1]) {
                int place = nothing + LANES;
                sum(x, vector).intoArray(x, place);
                System.arraycopy(x, place, y, at + row, matrix.rows() - row);
            } else {
                mixEach(x, row, matrix.rows(), y, at);
            }
        }
    }

    private FloatVector sum(float[] x, int vector) {
        var sum = weighted(x, vectors[vector]);
        for (int term = vectors[vector] + 1; term < vectors[vector + 1]; term++) {
            sum = sum.add(weighted(x, term));
        }
        return sum;
    }

    private FloatVector weighted(float[] x, int term) {
        return load(x, term).mul(FloatVector.fromArray(SPECIES, laneWeights, term * LANES));
    }

    private FloatVector load(float[] x, int term) {
        int from = term * LANES;
        int place = places[from];
        return switch (orders[term]) {
            case NEIGHBOURS -> FloatVector.fromArray(SPECIES, x, place);
            case EVERY_SECOND -> FloatVector.fromArray(SPECIES, x, place).rearrange(EVEN,
                    FloatVector.fromArray(SPECIES, x, place + LANES));
            case TWICE -> FloatVector.fromArray(SPECIES, x, place).rearrange(TWICE);
            case TWICE_LATER -> FloatVector.fromArray(SPECIES, x, place).rearrange(TWICE_LATER);
            case SCATTERED -> FloatVector.fromArray(SPECIES, x, 0, places, from);
        };
    }

    private void mixEach(float[] x, int from, int to, float[] y, int at) {
        for (int row = from; row < to; row++) {
            int term = matrix.start(row);
            int end = matrix.start(row + 1);
            float sum = term == end ? 0 : x[matrix.column(term)] * weights[term];
            for (term++; term < end; term++) {
                sum += x[matrix.column(term)] * weights[term];
            }
            y[at + row] = sum;
        }
    }
}
