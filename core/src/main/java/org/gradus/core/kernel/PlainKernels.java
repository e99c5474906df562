package org.gradus.core.kernel;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Kernels as plain loops in double precision, meant to be obviously right: what gradients are checked in, and the oracle
 * for the vectorised ones. A subclass says only how its array is read and written.
 */
abstract class PlainKernels<A> extends PlainNormalizations<A> {

    @Override
    public final void fill(A y, double value) {
        for (int i = 0; i < length(y); i++) {
            set(y, i, value);
        }
    }

    @Override
    public final void unary(UnaryFunction f, A x, A y) {
        int n = length(y);
        for (int i = 0; i < n; i++) {
            set(y, i, apply(f, get(x, i)));
        }
    }

    private static double apply(UnaryFunction f, double x) {
        return switch (f) {
            case NEG -> -x;
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case RELU -> x < 0 ? 0 : x;
        };
    }

    @Override
    public final void binary(BinaryFunction f, A a, A b, A y, Broadcast plan) {
        int length = plan.rowLength();
        for (int row = 0, i = 0; i < length(y); row++) {
            int atA = plan.a().rowStart(row);
            int atB = plan.b().rowStart(row);
            for (int j = 0; j < length; j++, i++) {
                set(y, i, apply(f, get(a, atA + j * plan.a().step()), get(b, atB + j * plan.b().step())));
            }
        }
    }

    private static double apply(BinaryFunction f, double a, double b) {
        return switch (f) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case WHERE_POSITIVE -> b <= 0 ? 0 : a;
        };
    }

    @Override
    public final void map(DoubleUnaryOperator f, A x, A y) {
        Chunks.run(length(y), (from, to) -> {
            for (int i = from; i < to; i++) {
                set(y, i, f.applyAsDouble(get(x, i)));
            }
        });
    }

    @Override
    public final void zip(DoubleBinaryOperator f, A a, A b, A y, Broadcast plan) {
        int length = plan.rowLength();
        Chunks.run(length(y), (from, to) -> {
            for (int i = from; i < to;) {
                int end = i + Math.min(to - i, length - i % length);
                int atA = plan.a().at(i);
                int atB = plan.b().at(i);
                for (; i < end; i++, atA += plan.a().step(), atB += plan.b().step()) {
                    set(y, i, f.applyAsDouble(get(a, atA), get(b, atB)));
                }
            }
        });
    }

    @Override
    public final void compare(Comparison comparison, A a, A b, boolean[] y, Broadcast plan) {
        int length = plan.rowLength();
        for (int row = 0, i = 0; i < y.length; row++) {
            int atA = plan.a().rowStart(row);
            int atB = plan.b().rowStart(row);
            for (int j = 0; j < length; j++, i++) {
                y[i] = holds(comparison, get(a, atA + j * plan.a().step()), get(b, atB + j * plan.b().step()));
            }
        }
    }

    private static boolean holds(Comparison comparison, double a, double b) {
        return switch (comparison) {
            case EQ -> a == b;
            case NE -> a != b;
            case LT -> a < b;
            case LE -> a <= b;
            case GT -> a > b;
            case GE -> a >= b;
        };
    }

    @Override
    public final void axpby(double alpha, A x, double beta, A y) {
        int n = length(y);
        for (int i = 0; i < n; i++) {
            set(y, i, alpha * get(x, i) + beta * get(y, i));
        }
    }

    @Override
    public final void sum(A x, A y, Span span) {
        for (int o = 0; o < span.outer(); o++) {
            for (int i = 0; i < span.inner(); i++) {
                double sum = 0;
                for (int j = 0; j < span.length(); j++) {
                    sum += get(x, span.at(o, j, i));
                }
                set(y, o * span.inner() + i, sum);
            }
        }
    }

    @Override
    public final void argmax(A x, long[] y, Span span) {
        for (int o = 0; o < span.outer(); o++) {
            for (int i = 0; i < span.inner(); i++) {
                int best = 0;
                for (int j = 1; j < span.length(); j++) {
                    if (beats(get(x, span.at(o, j, i)), get(x, span.at(o, best, i)))) {
                        best = j;
                    }
                }
                y[o * span.inner() + i] = best;
            }
        }
    }

    private static boolean beats(double challenger, double best) {
        return challenger > best || Double.isNaN(challenger) && !Double.isNaN(best);
    }

    @Override
    public final void softmax(A x, A y, Span span) {
        for (int o = 0; o < span.outer(); o++) {
            for (int i = 0; i < span.inner(); i++) {
                double max = max(x, span, o, i);
                double sum = sumExp(x, max, span, o, i);
                for (int j = 0; j < span.length(); j++) {
                    set(y, span.at(o, j, i), Math.exp(get(x, span.at(o, j, i)) - max) / sum);
                }
            }
        }
    }

    @Override
    public final void logSoftmax(A x, A y, Span span) {
        for (int o = 0; o < span.outer(); o++) {
            for (int i = 0; i < span.inner(); i++) {
                double max = max(x, span, o, i);
                double logSum = Math.log(sumExp(x, max, span, o, i));
                for (int j = 0; j < span.length(); j++) {
                    set(y, span.at(o, j, i), get(x, span.at(o, j, i)) - max - logSum);
                }
            }
        }
    }

    @Override
    public final void crossEntropy(A x, long[] labels, A y, Span span) {
        for (int o = 0; o < span.outer(); o++) {
            for (int i = 0; i < span.inner(); i++) {
                int row = o * span.inner() + i;
                double max = max(x, span, o, i);
                double logSum = Math.log(sumExp(x, max, span, o, i));
                set(y, row, logSum - (get(x, span.at(o, (int) labels[row], i)) - max));
            }
        }
    }

    private double max(A x, Span span, int o, int i) {
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < span.length(); j++) {
            max = Math.max(max, get(x, span.at(o, j, i)));
        }
        return max;
    }

    private double sumExp(A x, double max, Span span, int o, int i) {
        double sum = 0;
        for (int j = 0; j < span.length(); j++) {
            sum += Math.exp(get(x, span.at(o, j, i)) - max);
        }
        return sum;
    }

    @Override
    public final void gather(A x, long[] index, A y, Span span, int picks) {
        Span picked = new Span(span.outer(), picks, span.inner());
        for (int o = 0; o < span.outer(); o++) {
            for (int j = 0; j < picks; j++) {
                for (int i = 0; i < span.inner(); i++) {
                    int at = picked.at(o, j, i);
                    set(y, at, get(x, span.at(o, (int) index[at], i)));
                }
            }
        }
    }

    @Override
    public final void scatterAdd(A x, long[] index, A y, Span span, int picks) {
        Span picked = new Span(span.outer(), picks, span.inner());
        for (int o = 0; o < span.outer(); o++) {
            for (int j = 0; j < picks; j++) {
                for (int i = 0; i < span.inner(); i++) {
                    int from = picked.at(o, j, i);
                    int to = span.at(o, (int) index[from], i);
                    set(y, to, get(y, to) + get(x, from));
                }
            }
        }
    }

    @Override
    public final void indexAdd(A x, long[] index, A y, Span span) {
        Span indexed = new Span(span.outer(), index.length, span.inner());
        for (int o = 0; o < span.outer(); o++) {
            for (int j = 0; j < index.length; j++) {
                for (int i = 0; i < span.inner(); i++) {
                    int to = span.at(o, (int) index[j], i);
                    set(y, to, get(y, to) + get(x, indexed.at(o, j, i)));
                }
            }
        }
    }

    @Override
    public final void matmul(A a, A b, A c, MatMulGeometry g) {
        for (int batch = 0; batch < g.batches(); batch++) {
            for (int i = 0; i < g.m(); i++) {
                for (int j = 0; j < g.n(); j++) {
                    double sum = 0;
                    for (int p = 0; p < g.k(); p++) {
                        int atA = batch * g.m() * g.k() + (g.transposeA() ? p * g.m() + i : i * g.k() + p);
                        int atB = batch * g.k() * g.n() + (g.transposeB() ? j * g.k() + p : p * g.n() + j);
                        sum += get(a, atA) * get(b, atB);
                    }
                    set(c, (batch * g.m() + i) * g.n() + j, sum);
                }
            }
        }
    }

    /** What is done with one product of a convolution: cell of x, cell of the weight, cell of y. */
    private interface Term {
        void at(int x, int weight, int y);
    }

    /** Visits every product x·w that a convolution adds into y; padding is skipped. */
    private static void eachTerm(ConvGeometry g, Term term) {
        for (int n = 0; n < g.batch(); n++) {
            for (int k = 0; k < g.filters(); k++) {
                for (int c = 0; c < g.groupChannels(); c++) {
                    int channel = k / g.groupFilters() * g.groupChannels() + c;
                    int x = (n * g.channels() + channel) * g.inCells();
                    int weight = (k * g.groupChannels() + c) * g.kernelCells();
                    int y = (n * g.filters() + k) * g.outCells();
                    for (int cell = 0; cell < g.kernelCells(); cell++) {
                        eachTerm(g, x, weight, y, cell, term);
                    }
                }
            }
        }
    }

    /** Visits the products of one cell of a filter, given where the input, the filter and the output begin. */
    private static void eachTerm(ConvGeometry g, int x, int weight, int y, int cell, Term term) {
        WindowAxis d = g.depth();
        WindowAxis h = g.height();
        WindowAxis w = g.width();
        int q = cell % w.kernel();
        int r = cell / w.kernel() % h.kernel();
        int t = cell / w.kernel() / h.kernel();
        for (int l = d.firstInside(t); l < d.endInside(t); l++) {
            for (int i = h.firstInside(r); i < h.endInside(r); i++) {
                int xRow = x + (d.at(l, t) * h.in() + h.at(i, r)) * w.in();
                int yRow = y + (l * h.out() + i) * w.out();
                for (int j = w.firstInside(q); j < w.endInside(q); j++) {
                    term.at(xRow + w.at(j, q), weight + cell, yRow + j);
                }
            }
        }
    }

    @Override
    public final void conv(A x, A weight, @Nullable A bias, A y, ConvGeometry g) {
        double[] sums = new double[g.batch() * g.filters() * g.outCells()];
        eachTerm(g, (atX, atW, atY) -> sums[atY] += get(x, atX) * get(weight, atW));
        for (int i = 0; i < sums.length; i++) {
            set(y, i, bias == null ? sums[i] : sums[i] + get(bias, i / g.outCells() % g.filters()));
        }
    }

    @Override
    public final void convInputGrad(A g, A weight, A x, ConvGeometry geometry) {
        double[] sums = new double[geometry.batch() * geometry.channels() * geometry.inCells()];
        eachTerm(geometry, (atX, atW, atY) -> sums[atX] += get(g, atY) * get(weight, atW));
        store(sums, x);
    }

    @Override
    public final void convKernelGrad(A x, A g, A weight, ConvGeometry geometry) {
        double[] sums = new double[geometry.filters() * geometry.groupChannels() * geometry.kernelCells()];
        eachTerm(geometry, (atX, atW, atY) -> sums[atW] += get(x, atX) * get(g, atY));
        store(sums, weight);
    }

    private void store(double[] values, A y) {
        for (int i = 0; i < values.length; i++) {
            set(y, i, values[i]);
        }
    }

    @Override
    public final Winners maxPool2d(A x, Pool2dGeometry g) {
        PoolAxis w = g.width();
        Winners winners = new Winners(g);
        for (int window = 0; window < g.planes() * g.outPlane(); window++) {
            int plane = window / g.outPlane();
            int i = window % g.outPlane() / w.out();
            int j = window % w.out();
            int winner = -1;
            double best = Double.NaN;
            for (int r = g.height().firstCell(i); r < g.height().endCell(i); r++) {
                int row = plane * g.inPlane() + g.height().at(i, r) * w.in();
                for (int q = w.firstCell(j); q < w.endCell(j); q++) {
                    double value = get(x, row + w.at(j, q));
                    if (winner < 0 || beats(value, best)) {
                        winner = r * w.kernel() + q;
                        best = value;
                    }
                }
            }
            winners.set(window, winner);
        }
        return winners;
    }

    @Override
    public final void take(A x, Winners winners, A y) {
        for (int window = 0; window < length(y); window++) {
            set(y, window, get(x, winners.at(window)));
        }
    }

    @Override
    public final void put(A g, Winners winners, A y) {
        for (int window = 0; window < length(g); window++) {
            int at = winners.at(window);
            set(y, at, get(y, at) + get(g, window));
        }
    }

    @Override
    public final MutableStrip strip(A array) {
        return new PlainStrip<>(this, array);
    }
}
