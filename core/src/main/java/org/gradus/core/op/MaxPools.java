package org.gradus.core.op;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.ValuesAndIndices;
import org.gradus.core.kernel.PoolAxis;
import org.gradus.core.kernel.WindowAxis;
import org.gradus.core.kernel.Winners;

/**
 * Pools that take the largest value of each window, the first of equals; a NaN counts as largest. All take batches
 * [N,C,…] and single inputs [C,…]. Indices count the cells of a channel in row-major order, as {@link MaxUnpools} takes them.
 */
public final class MaxPools {

    private MaxPools() {}

    /** y = the largest value of each window of lines; x [N,C,L] → y [N,C,L']. @throws IllegalArgumentException as {@link MaxPool2dOp#maxPool2d} */
    public static Tensor maxPool1d(Tensor x, MaxPoolOptions options) {
        return pool(1, x, options).values();
    }

    /** The largest value of each window of lines, and where it stands; otherwise as {@link #maxPool1d}. */
    public static ValuesAndIndices maxPool1dWithIndices(Tensor x, MaxPoolOptions options) {
        return pool(1, x, options).withIndices();
    }

    /** The largest value of each window of images, and where it stands; otherwise as {@link MaxPool2dOp#maxPool2d}. */
    public static ValuesAndIndices maxPool2dWithIndices(Tensor x, MaxPoolOptions options) {
        return pool(2, x, options).withIndices();
    }

    /** y = the largest value of each window of volumes; x [N,C,D,H,W] → y [N,C,D',H',W']. @throws IllegalArgumentException as {@link MaxPool2dOp#maxPool2d} */
    public static Tensor maxPool3d(Tensor x, MaxPoolOptions options) {
        return pool(3, x, options).values();
    }

    /** The largest value of each window of volumes, and where it stands; otherwise as {@link #maxPool3d}. */
    public static ValuesAndIndices maxPool3dWithIndices(Tensor x, MaxPoolOptions options) {
        return pool(3, x, options).withIndices();
    }

    /**
     * y = the largest value of each of so many windows that cover lines evenly: window i has the cells from ⌊i·L/L'⌋ up to
     * ⌈(i + 1)·L/L'⌉.
     *
     * @param size L', or −1 for L
     * @throws IllegalArgumentException if x is not [N,C,L] or [C,L] of floating-point numbers, or L is 0, or the size is
     *         negative
     */
    public static Tensor adaptiveMaxPool1d(Tensor x, int size) {
        return adaptive(1, x, size).values();
    }

    /** The largest value of each window, and where it stands; otherwise as {@link #adaptiveMaxPool1d}. */
    public static ValuesAndIndices adaptiveMaxPool1dWithIndices(Tensor x, int size) {
        return adaptive(1, x, size).withIndices();
    }

    /**
     * y = the largest value of each of so many windows that cover images evenly; x [N,C,H,W] → y [N,C,H',W'].
     *
     * @param size H' and W', or one number for both; −1 keeps a size
     * @throws IllegalArgumentException as {@link #adaptiveMaxPool1d}
     */
    public static Tensor adaptiveMaxPool2d(Tensor x, int... size) {
        return adaptive(2, x, size).values();
    }

    /** The largest value of each window, and where it stands; otherwise as {@link #adaptiveMaxPool2d}. */
    public static ValuesAndIndices adaptiveMaxPool2dWithIndices(Tensor x, int... size) {
        return adaptive(2, x, size).withIndices();
    }

    /** y = the largest value of each of so many windows that cover volumes evenly; otherwise as {@link #adaptiveMaxPool2d}. */
    public static Tensor adaptiveMaxPool3d(Tensor x, int... size) {
        return adaptive(3, x, size).values();
    }

    /** The largest value of each window, and where it stands; otherwise as {@link #adaptiveMaxPool3d}. */
    public static ValuesAndIndices adaptiveMaxPool3dWithIndices(Tensor x, int... size) {
        return adaptive(3, x, size).withIndices();
    }

    static Pooled pool(int axes, Tensor x, MaxPoolOptions options) {
        return Pooled.of(x, axes(axes, x, options));
    }

    static ImmutableList<PoolAxis> axes(int axes, Tensor x, MaxPoolOptions options) {
        return PoolAxes.walked("maxPool%sd".formatted(axes), axes, x, new PoolAxes.Walk(options.kernel(),
                options.stride(), options.padding(), options.dilation(), options.ceilMode()));
    }

    private static Pooled adaptive(int axes, Tensor x, int... sizes) {
        return Pooled.of(x, PoolAxes.adaptive("adaptiveMaxPool%sd".formatted(axes), axes, x, sizes));
    }

    /**
     * What a max-pool found.
     *
     * @param values the largest values
     * @param planes for volumes the cell of its slice at which each value of a slice stands, or otherwise all there is to know
     * @param depth for volumes the slice among those of planes that have been pooled; empty otherwise
     */
    record Pooled(Tensor values, Winners planes, ImmutableList<Winners> depth) {

        static Pooled of(Tensor x, ImmutableList<PoolAxis> axes) {
            int rank = x.shape().rank();
            return switch (axes.size()) {
                case 1 -> {
                    Tensor rows = ReshapeOp.unsqueeze(x, -2);
                    MaxPool2dOp op = MaxPool2dOp.of(rows, WindowAxis.SINGLE, axes.get(0));
                    yield new Pooled(ReshapeOp.without(op.apply(rows), rank - 1), op.winners(), ImmutableList.of());
                }
                case 2 -> {
                    MaxPool2dOp op = MaxPool2dOp.of(x, axes.get(0), axes.get(1));
                    yield new Pooled(op.apply(x), op.winners(), ImmutableList.of());
                }
                case 3 -> {
                    Pooled slices = of(x, axes.subList(1, 3));
                    Tensor merged = ReshapeOp.flatten(slices.values, -2, -1);
                    MaxPool2dOp op = MaxPool2dOp.of(merged, axes.get(0), WindowAxis.each(merged.size(-1)));
                    Shape pooled = PoolAxes.pooled(x.shape(), axes);
                    yield new Pooled(ReshapeOp.reshape(op.apply(merged), pooled), slices.planes,
                            ImmutableList.of(op.winners()));
                }
                default -> throw new AssertionError(axes);
            };
        }

        ValuesAndIndices withIndices() {
            long[] indices = new long[values.numel()];
            Arrays.setAll(indices, this::index);
            return new ValuesAndIndices(values, Tensor.wrap(indices, values.shape()));
        }

        private long index(int window) {
            if (depth.isEmpty()) {
                return planes.inPlane(window);
            }
            Winners slices = depth.get(0);
            int slice = slices.inPlane(window) / slices.geometry().width().in();
            return (long) slice * planes.geometry().inPlane() + planes.inPlane(slices.at(window));
        }
    }
}
