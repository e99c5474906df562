package org.gradus.core.kernel;

import static jdk.incubator.vector.VectorOperators.F2D;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * For each group j of two arrays [o,j,i], Σ (a − s) and Σ (a − s)·(b − t) over o and i, with numbers s and t of the group:
 * carried in doubles, in an order that depends on sizes alone, as in {@link VectorSum}.
 *
 * <p>
 * Long runs of a group are cut into blocks. Element number k of a run goes to the interleaved sum k mod
 * {@value VectorSum#LANES}, whose halves are added when the block is done. A group that is one short run is added up element
 * by element. Where there are several, its neighbours' are taken along with them: every column of a block of rows has a sum
 * of its own. Blocks are added in their order.
 */
final class VectorGroupSums {

    private static final int LANES = VectorSum.LANES;
    private static final int WIDTH = VectorSum.WIDTH;
    /** From this length on, a run is worth vectors of its own. */
    static final int LONG = LANES;
    /** Elements of a block: the sums of each are written out. */
    private static final int BLOCK = Chunks.CHEAP;
    /** Columns that are summed together: their sums stay in the nearest cache. */
    private static final int STRIP = 512;

    private final float[] a;
    private final double[] shiftA;
    private final float[] b;
    private final double[] shiftB;
    private final Span span;
    private double[] sums;
    private double[] dots;

    private VectorGroupSums(float[] a, double[] shiftA, float[] b, double[] shiftB, Span span) {
        this.a = a;
        this.shiftA = shiftA;
        this.b = b;
        this.shiftB = shiftB;
        this.span = span;
        sums = new double[span.length()];
        dots = new double[span.length()];
    }

    /**
     * Adds everything up.
     *
     * @param shiftA s of each group
     * @param shiftB t of each group
     */
    static VectorGroupSums of(float[] a, double[] shiftA, float[] b, double[] shiftB, Span span) {
        var result = new VectorGroupSums(a, shiftA, b, shiftB, span);
        if (span.numel() > 0) {
            if (span.inner() >= LONG) {
                result.addRuns();
            } else if (span.outer() == 1) {
                result.addShortRows();
            } else {
                result.addColumns();
            }
        }
        return result;
    }

    /** Σ (a − s) of a group. */
    double sum(int j) {
        return sums[j];
    }

    /** Σ (a − s)·(b − t) of a group. */
    double dot(int j) {
        return dots[j];
    }

    private void addShortRows() {
        int inner = span.inner();
        Chunks.run(span.length(), Chunks.CHEAP / inner, (from, to) -> {
            for (int j = from; j < to; j++) {
                double sum = 0;
                double dot = 0;
                for (int at = j * inner; at < (j + 1) * inner; at++) {
                    double difference = a[at] - shiftA[j];
                    sum += difference;
                    dot += difference * (b[at] - shiftB[j]);
                }
                sums[j] = sum;
                dots[j] = dot;
            }
        });
    }

    private void addRuns() {
        int inner = span.inner();
        int piece = Math.min(inner, BLOCK);
        int pieces = Math.ceilDiv(inner, piece);
        int runs = Math.min(span.outer(), BLOCK / piece);
        int parts = Math.ceilDiv(span.outer(), runs) * pieces;
        begin(parts);
        Chunks.run(sums.length, Math.max(1, Chunks.CHEAP / (runs * piece)), (from, to) -> {
            double[] laneSums = new double[LANES];
            double[] laneDots = new double[LANES];
            for (int unit = from; unit < to; unit++) {
                int j = unit / parts;
                int left = unit % parts % pieces * piece;
                int top = unit % parts / pieces * runs;
                Arrays.fill(laneSums, 0);
                Arrays.fill(laneDots, 0);
                for (int o = top; o < Math.min(span.outer(), top + runs); o++) {
                    addRun(j, span.at(o, j, left), Math.min(piece, inner - left), laneSums, laneDots);
                }
                sums[unit] = VectorSum.foldHalves(laneSums);
                dots[unit] = VectorSum.foldHalves(laneDots);
            }
        });
        end(parts);
    }

    private void addRun(int j, int at, int count, double[] laneSums, double[] laneDots) {
        int whole = count - count % LANES;
        for (int lane = 0; lane < LANES; lane += WIDTH * 4) {
            interleaved(a, shiftA[j], b, shiftB[j], at + lane, at + whole, laneSums, laneDots, lane);
        }
        for (int i = whole; i < count; i++) {
            double difference = a[at + i] - shiftA[j];
            laneSums[i - whole] += difference;
            laneDots[i - whole] += difference * (b[at + i] - shiftB[j]);
        }
    }

    private static void interleaved(float[] a, double shiftA, float[] b, double shiftB, int from, int to,
            double[] sums, double[] dots, int lane) {
        var sum0 = DoubleVector.fromArray(VectorSum.DOUBLES, sums, lane);
        var sum1 = DoubleVector.fromArray(VectorSum.DOUBLES, sums, lane + WIDTH);
        var sum2 = DoubleVector.fromArray(VectorSum.DOUBLES, sums, lane + 2 * WIDTH);
        var sum3 = DoubleVector.fromArray(VectorSum.DOUBLES, sums, lane + 3 * WIDTH);
        var dot0 = DoubleVector.fromArray(VectorSum.DOUBLES, dots, lane);
        var dot1 = DoubleVector.fromArray(VectorSum.DOUBLES, dots, lane + WIDTH);
        var dot2 = DoubleVector.fromArray(VectorSum.DOUBLES, dots, lane + 2 * WIDTH);
        var dot3 = DoubleVector.fromArray(VectorSum.DOUBLES, dots, lane + 3 * WIDTH);
        for (int i = from; i < to; i += LANES) {
            var a0 = shifted(a, i, shiftA);
            var a1 = shifted(a, i + WIDTH, shiftA);
            var a2 = shifted(a, i + 2 * WIDTH, shiftA);
            var a3 = shifted(a, i + 3 * WIDTH, shiftA);
            sum0 = sum0.add(a0);
            sum1 = sum1.add(a1);
            sum2 = sum2.add(a2);
            sum3 = sum3.add(a3);
            dot0 = dot0.add(a0.mul(shifted(b, i, shiftB)));
            dot1 = dot1.add(a1.mul(shifted(b, i + WIDTH, shiftB)));
            dot2 = dot2.add(a2.mul(shifted(b, i + 2 * WIDTH, shiftB)));
            dot3 = dot3.add(a3.mul(shifted(b, i + 3 * WIDTH, shiftB)));
        }
        sum0.intoArray(sums, lane);
        sum1.intoArray(sums, lane + WIDTH);
        sum2.intoArray(sums, lane + 2 * WIDTH);
        sum3.intoArray(sums, lane + 3 * WIDTH);
        dot0.intoArray(dots, lane);
        dot1.intoArray(dots, lane + WIDTH);
        dot2.intoArray(dots, lane + 2 * WIDTH);
        dot3.intoArray(dots, lane + 3 * WIDTH);
    }

    private static DoubleVector shifted(float[] x, int at, double shift) {
        return widened(x, at).sub(shift);
    }

    private static DoubleVector widened(float[] x, int at) {
        return (DoubleVector) FloatVector.fromArray(VectorSum.FLOATS, x, at).convertShape(F2D, VectorSum.DOUBLES, 0);
    }

    private void addColumns() {
        int inner = span.inner();
        int groups = Math.min(span.length(), STRIP / inner);
        int strips = Math.ceilDiv(span.length(), groups);
        int rows = Math.min(span.outer(), Math.max(1, BLOCK / (groups * inner)));
        int parts = Math.ceilDiv(span.outer(), rows);
        begin(parts);
        Chunks.run(strips * parts, Math.max(1, Chunks.CHEAP / (rows * groups * inner)), (from, to) -> {
            var columns = new Columns(groups * inner);
            for (int unit = from; unit < to; unit++) {
                int first = unit / parts * groups;
                int part = unit % parts;
                int count = Math.min(groups, span.length() - first);
                columns.begin(first, count);
                for (int o = part * rows; o < Math.min(span.outer(), part * rows + rows); o++) {
                    columns.add(span.at(o, first, 0), count * inner);
                }
                for (int g = 0; g < count; g++) {
                    sums[(first + g) * parts + part] = columns.total(columns.sums, g);
                    dots[(first + g) * parts + part] = columns.total(columns.dots, g);
                }
            }
        });
        end(parts);
    }

    /** The sums of a strip's columns. */
    private final class Columns {

        private final double[] shiftsA;
        private final double[] shiftsB;
        private final double[] sums;
        private final double[] dots;

        Columns(int width) {
            shiftsA = new double[width];
            shiftsB = new double[width];
            sums = new double[width];
            dots = new double[width];
        }

        void begin(int first, int groups) {
            int inner = span.inner();
            for (int g = 0; g < groups; g++) {
                Arrays.fill(shiftsA, g * inner, g * inner + inner, shiftA[first + g]);
                Arrays.fill(shiftsB, g * inner, g * inner + inner, shiftB[first + g]);
            }
            Arrays.fill(sums, 0);
            Arrays.fill(dots, 0);
        }

        void add(int at, int width) {
            int i = 0;
            for (; i <= width - WIDTH; i += WIDTH) {
                var left = widened(a, at + i).sub(DoubleVector.fromArray(VectorSum.DOUBLES, shiftsA, i));
                var right = widened(b, at + i).sub(DoubleVector.fromArray(VectorSum.DOUBLES, shiftsB, i));
                DoubleVector.fromArray(VectorSum.DOUBLES, sums, i).add(left).intoArray(sums, i);
                DoubleVector.fromArray(VectorSum.DOUBLES, dots, i).add(left.mul(right)).intoArray(dots, i);
            }
            for (; i < width; i++) {
                double difference = a[at + i] - shiftsA[i];
                sums[i] += difference;
                dots[i] += difference * (b[at + i] - shiftsB[i]);
            }
        }

        double total(double[] columns, int group) {
            double total = 0;
            for (int i = 0; i < span.inner(); i++) {
                total += columns[group * span.inner() + i];
            }
            return total;
        }
    }

    /** Makes room for several sums of each group, one a part. */
    private void begin(int parts) {
        sums = new double[span.length() * parts];
        dots = new double[span.length() * parts];
    }

    private void end(int parts) {
        sums = added(sums, parts);
        dots = added(dots, parts);
    }

    private static double[] added(double[] numbers, int parts) {
        if (parts == 1) {
            return numbers;
        }
        double[] totals = new double[numbers.length / parts];
        for (int at = 0; at < numbers.length; at++) {
            totals[at / parts] += numbers[at];
        }
        return totals;
    }
}
