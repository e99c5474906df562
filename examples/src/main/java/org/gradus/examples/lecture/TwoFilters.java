package org.gradus.examples.lecture;

import static org.gradus.core.op.ConvOp.conv2d;

import org.gradus.core.ConvOptions;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.examples.console.TextTable;

/**
 * The lecture's volume: X of 11×11×4, two filters of 5×5×4, stride 2 → V of 4×4×2, each entry compared with its sum.
 *
 * <p>
 * The lecture writes X[row,column,channel]; Gradus, like PyTorch, puts channels before rows: X[r,c,d] is x[0,d,r,c].
 */
final class TwoFilters {

    private static final int SIDE = 11;
    private static final int CHANNELS = 4;
    private static final int FILTERS = 2;
    private static final int FILTER = 5;
    private static final int STRIDE = 2;
    private static final int[][] SHOWN = {{0, 0, 0}, {1, 0, 0}, {2, 0, 0}, {3, 0, 0}, {0, 1, 0}, {3, 3, 0}, {0, 0, 1},
            {1, 0, 1}, {0, 1, 1}, {2, 3, 1}};

    private final Tensor x;
    private final Tensor w;
    private final Tensor b;
    private final Tensor v;

    /** Draws X, the filters and the biases, and convolves. */
    TwoFilters(Rng rng) {
        x = Tensor.randn(rng, 1, CHANNELS, SIDE, SIDE);
        w = Tensor.randn(rng, FILTERS, CHANNELS, FILTER, FILTER);
        b = Tensor.randn(rng, FILTERS);
        v = conv2d(x, w, b, ConvOptions.DEFAULT.withStride(STRIDE));
    }

    /** V as conv2d gives it, [1,2,4,4]. */
    Tensor volume() {
        return v;
    }

    /** V[i,j,k] as conv2d gives it. */
    double entry(int i, int j, int k) {
        return v.get(0, k, i, j);
    }

    /** V[i,j,k] = Σ X[2i:2i+5, 2j:2j+5, :]·Wk + bk, written out in float64. */
    double directSum(int i, int j, int k) {
        double sum = b.get(k);
        for (int d = 0; d < CHANNELS; d++) {
            sum += channelSum(i, j, k, d);
        }
        return sum;
    }

    private double channelSum(int i, int j, int k, int d) {
        double sum = 0;
        for (int r = 0; r < FILTER; r++) {
            for (int c = 0; c < FILTER; c++) {
                sum += x.get(0, d, STRIDE * i + r, STRIDE * j + c) * w.get(k, d, r, c);
            }
        }
        return sum;
    }

    /** The largest difference between conv2d and the direct sum over all entries. */
    double largestDifference() {
        double largest = 0;
        for (int k = 0; k < v.size(1); k++) {
            for (int i = 0; i < v.size(2); i++) {
                for (int j = 0; j < v.size(3); j++) {
                    largest = Math.max(largest, Math.abs(entry(i, j, k) - directSum(i, j, k)));
                }
            }
        }
        return largest;
    }

    static void print(Page page) {
        new TwoFilters(new Rng(0)).explain(page);
    }

    private void explain(Page page) {
        page.say("""
                X is %1$d×%1$d×%2$d, W0 and W1 are %3$d×%3$d×%2$d, the stride is %4$d (all values drawn at random):

                  V is %5$d×%5$d×%6$d, because %7$s and there are %6$d filters

                An entry is the sum of all products of a patch and a filter, over all channels, and the filter's bias:

                  V[i,j,k] = Σ X[%4$di:%4$di+%3$d, %4$dj:%4$dj+%3$d, :] · Wk + bk
                """, SIDE, CHANNELS, FILTER, STRIDE, v.size(-1), v.size(1),
                new Window(SIDE, FILTER, STRIDE, 0).derivation());
        page.paragraph("V[0,0,0] channel by channel, %d products each:", FILTER * FILTER);
        for (int d = 0; d < CHANNELS; d++) {
            page.say("  X[0:%1$d, 0:%1$d, %2$d] · W0[:, :, %2$d]  %3$+9.4f", FILTER, d, channelSum(0, 0, 0, d));
        }
        page.say("  b0                           %+9.4f", b.get(0));
        page.say("  together                     %+9.4f", directSum(0, 0, 0));
        page.paragraph("%s", table());
        page.paragraph(
                "Largest difference over all %d entries: %.1e, the rounding of float32 (conv2d) against float64.",
                v.numel(), largestDifference());
    }

    private TextTable table() {
        var table = new TextTable(2, "entry", "sum in the lecture's notation", "direct sum", "conv2d");
        for (int[] at : SHOWN) {
            int i = at[0];
            int j = at[1];
            int k = at[2];
            table.row("V[%d,%d,%d]".formatted(i, j, k),
                    "Σ X[%s, %s, :] · W%d + b%d".formatted(range(i), range(j), k, k),
                    "%.5f".formatted(directSum(i, j, k)), "%.5f".formatted(entry(i, j, k)));
        }
        return table;
    }

    private static String range(int position) {
        return STRIDE * position + ":" + (STRIDE * position + FILTER);
    }
}
