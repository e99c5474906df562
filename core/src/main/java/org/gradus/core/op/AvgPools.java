package org.gradus.core.op;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.gradus.core.AvgPoolOptions;
import org.gradus.core.PerAxis;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.PoolAxis;
import org.gradus.core.kernel.SparseMatrix;
import org.jspecify.annotations.Nullable;

/** Pools that take the average of each window. All take batches [N,C,…] and single inputs [C,…]. */
public final class AvgPools {

    private AvgPools() {}

    /** y = the average of each window of lines; x [N,C,L] → y [N,C,L']; otherwise as {@link #avgPool2d}. */
    public static Tensor avgPool1d(Tensor x, AvgPoolOptions options) {
        return pool("avgPool1d", 1, x, options);
    }

    /**
     * y = Σ of each window / its cells; x [N,C,H,W] → y [N,C,H',W'], with H' = ⌊(H + 2p − k)/s⌋ + 1. The cells are counted,
     * or given, as the options say.
     *
     * @throws IllegalArgumentException if x is of another shape or not of floating-point numbers, or the window is larger than
     *         the padded image
     */
    public static Tensor avgPool2d(Tensor x, AvgPoolOptions options) {
        return pool("avgPool2d", 2, x, options);
    }

    /** y = the average of each window of volumes; x [N,C,D,H,W] → y [N,C,D',H',W']; otherwise as {@link #avgPool2d}. */
    public static Tensor avgPool3d(Tensor x, AvgPoolOptions options) {
        return pool("avgPool3d", 3, x, options);
    }

    /**
     * y = the average of each of so many windows that cover lines evenly: window i has the cells from ⌊i·L/L'⌋ up to
     * ⌈(i + 1)·L/L'⌉.
     *
     * @param size L', or −1 for L
     * @throws IllegalArgumentException if x is not [N,C,L] or [C,L] of floating-point numbers, or L is 0, or the size is
     *         negative
     */
    public static Tensor adaptiveAvgPool1d(Tensor x, int size) {
        return adaptive("adaptiveAvgPool1d", 1, x, size);
    }

    /**
     * y = the average of each of so many windows that cover images evenly; x [N,C,H,W] → y [N,C,H',W'].
     *
     * @param size H' and W', or one number for both; −1 keeps a size, and 1 takes the average of whole images
     * @throws IllegalArgumentException as {@link #adaptiveAvgPool1d}
     */
    public static Tensor adaptiveAvgPool2d(Tensor x, int... size) {
        return adaptive("adaptiveAvgPool2d", 2, x, size);
    }

    /** y = the average of each of so many windows that cover volumes evenly; otherwise as {@link #adaptiveAvgPool2d}. */
    public static Tensor adaptiveAvgPool3d(Tensor x, int... size) {
        return adaptive("adaptiveAvgPool3d", 3, x, size);
    }

    static Tensor pool(String op, int axes, Tensor x, AvgPoolOptions options) {
        ImmutableList<PoolAxis> all = PoolAxes.walked(op, axes, x, new PoolAxes.Walk(options.kernel(),
                options.stride(), options.padding(), PerAxis.of(1), options.ceilMode()));
        if (options.divisorOverride().isPresent()) {
            return average(x, all, (_, _) -> 1).div(options.divisorOverride().getAsInt());
        }
        return average(x, all, options.countIncludePad() ? AvgPools::padded : AvgPools::inside);
    }

    static Tensor adaptive(String op, int axes, Tensor x, int... sizes) {
        ImmutableList<PoolAxis> all = PoolAxes.adaptive(op, axes, x, sizes);
        if (all.stream().allMatch(axis -> axis.out() == 1)) {
            return x.mean(true, IntStream.range(-axes, 0).toArray());
        }
        return average(x, all, AvgPools::inside);
    }

    /** How many cells a window counts along an axis. */
    private interface Count {
        int of(PoolAxis axis, int window);
    }

    private static int inside(PoolAxis axis, int window) {
        return axis.endCell(window) - axis.firstCell(window);
    }

    /** The padding before the input is as wide as the first window begins before it, and as that after it. */
    private static int padded(PoolAxis axis, int window) {
        int padding = -axis.at(0, 0);
        return Math.min(axis.kernel(), axis.in() + padding - axis.at(window, 0));
    }

    /**
     * The sums of all windows divided by the product of their counts. Where the counts of an axis are powers of two, its terms
     * are divided instead, which makes no difference but that a pass is saved.
     */
    private static Tensor average(Tensor x, ImmutableList<PoolAxis> axes, Count count) {
        SparseMatrix[] matrices = new SparseMatrix[axes.size()];
        @Nullable
        Tensor divisor = null;
        for (int a = 0; a < matrices.length; a++) {
            PoolAxis axis = axes.get(a);
            double[] counts = new double[axis.out()];
            Arrays.setAll(counts, window -> count.of(axis, window));
            boolean exact = Arrays.stream(counts).allMatch(each -> Integer.bitCount((int) each) == 1);
            matrices[a] = sums(axis, window -> exact ? 1 / counts[window] : 1);
            if (!exact) {
                int[] shape = new int[matrices.length - a];
                Arrays.fill(shape, 1);
                shape[0] = axis.out();
                Tensor each = Tensor.wrap(counts, Shape.of(shape)).to(x.dtype());
                divisor = divisor == null ? each : divisor.mul(each);
            }
        }
        Tensor sums = SeparableOp.map(x, matrices);
        return divisor == null ? sums : sums.div(divisor);
    }

    private static SparseMatrix sums(PoolAxis axis, IntToDoubleFunction weight) {
        var builder = new SparseMatrix.Builder(axis.in());
        for (int window = 0; window < axis.out(); window++) {
            for (int cell = axis.firstCell(window); cell < axis.endCell(window); cell++) {
                builder.add(axis.at(window, cell), weight.applyAsDouble(window));
            }
            builder.endRow();
        }
        return builder.build();
    }
}
