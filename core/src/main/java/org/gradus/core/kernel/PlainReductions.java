package org.gradus.core.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The plain loops along one dimension or two: what is reduced, put in order, added up on the way or mixed. */
abstract class PlainReductions<A> implements Kernels<A> {

    abstract double get(A array, int index);

    abstract void set(A array, int index, double value);

    abstract int length(A array);

    @Override
    public final void argmin(A x, long[] y, Span span) {
        Rows.each(span, (row, first) -> {
            int best = 0;
            for (int j = 1; j < span.length(); j++) {
                double challenger = get(x, first + j * span.inner());
                double smallest = get(x, first + best * span.inner());
                if (challenger < smallest || Double.isNaN(challenger) && !Double.isNaN(smallest)) {
                    best = j;
                }
            }
            y[row] = best;
        });
    }

    @Override
    public void argsort(A x, long[] y, Span span, int picks, boolean descending) {
        Rows.each(span, (row, first) -> {
            Integer[] order = IntStream.range(0, span.length()).boxed().toArray(Integer[]::new);
            Arrays.sort(order, (a, b) -> {
                int compared = compare(get(x, first + a * span.inner()), get(x, first + b * span.inner()));
                return descending ? -compared : compared;
            });
            int at = row / span.inner() * picks * span.inner() + row % span.inner();
            for (int j = 0; j < picks; j++) {
                y[at + j * span.inner()] = order[j];
            }
        });
    }

    /** By size, zeros of either sign being equal and NaN above all. */
    private static int compare(double a, double b) {
        return a < b ? -1 : a > b ? 1 : a == b ? 0 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }

    @Override
    public final void prod(A x, A y, Span span) {
        Rows.each(span, (row, first) -> {
            double product = 1;
            for (int j = 0; j < span.length(); j++) {
                product *= get(x, first + j * span.inner());
            }
            set(y, row, product);
        });
    }

    @Override
    public final void variance(A x, A y, Span span, double correction) {
        Rows.each(span, (row, first) -> {
            double sum = 0;
            for (int j = 0; j < span.length(); j++) {
                sum += get(x, first + j * span.inner());
            }
            double mean = sum / span.length();
            double squares = 0;
            for (int j = 0; j < span.length(); j++) {
                double deviation = get(x, first + j * span.inner()) - mean;
                squares += deviation * deviation;
            }
            set(y, row, squares / Math.max(0, span.length() - correction));
        });
    }

    @Override
    public final void norm(double p, A x, A y, Span span) {
        Rows.each(span, (row, first) -> {
            double result = p == Double.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : 0;
            for (int j = 0; j < span.length(); j++) {
                double size = Math.abs(get(x, first + j * span.inner()));
                if (p == Double.POSITIVE_INFINITY) {
                    result = Math.max(result, size);
                } else if (p == Double.NEGATIVE_INFINITY) {
                    result = Math.min(result, size);
                } else if (p == 0) {
                    result += size == 0 ? 0 : 1;
                } else {
                    result += p == 1 ? size : p == 2 ? size * size : Math.pow(size, p);
                }
            }
            boolean rooted = p != 0 && p != 1 && !Double.isInfinite(p);
            set(y, row, rooted ? p == 2 ? Math.sqrt(result) : Math.pow(result, 1 / p) : result);
        });
    }

    @Override
    public final void logSumExp(A x, A y, Span span) {
        Rows.each(span, (row, first) -> {
            double max = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < span.length(); j++) {
                max = Math.max(max, get(x, first + j * span.inner()));
            }
            double sum = 0;
            for (int j = 0; j < span.length(); j++) {
                sum += Math.exp(get(x, first + j * span.inner()) - max);
            }
            set(y, row, Double.isInfinite(max) ? max : max + Math.log(sum));
        });
    }

    @Override
    public final void cumsum(A x, A y, Span span, boolean reverse) {
        Rows.each(span, (_, first) -> {
            double sum = 0;
            for (int k = 0; k < span.length(); k++) {
                int at = first + (reverse ? span.length() - 1 - k : k) * span.inner();
                sum += get(x, at);
                set(y, at, sum);
            }
        });
    }

    @Override
    public final void recurrence(A a, A b, A y, Span span, boolean reverse) {
        Rows.each(span, (_, first) -> {
            double last = 0;
            for (int k = 0; k < span.length(); k++) {
                int at = first + (reverse ? span.length() - 1 - k : k) * span.inner();
                last = k == 0 ? get(b, at) : get(a, at) * last + get(b, at);
                set(y, at, last);
            }
        });
    }

    @Override
    public final void separable(SparseMatrix rows, SparseMatrix columns, A x, A y, int planes) {
        for (int row = 0; row < planes * rows.rows(); row++) {
            for (int l = 0; l < columns.rows(); l++) {
                set(y, row * columns.rows() + l, mixture(rows, columns, x, row, l));
            }
        }
    }

    private double mixture(SparseMatrix rows, SparseMatrix columns, A x, int row, int l) {
        int plane = row / rows.rows();
        int j = row % rows.rows();
        double sum = 0;
        for (int r = rows.start(j); r < rows.start(j + 1); r++) {
            int at = (plane * rows.columns() + rows.column(r)) * columns.columns();
            for (int c = columns.start(l); c < columns.start(l + 1); c++) {
                sum += rows.weight(r) * columns.weight(c) * get(x, at + columns.column(c));
            }
        }
        return sum;
    }
}
