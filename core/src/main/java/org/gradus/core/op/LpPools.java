package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.AvgPoolOptions;
import org.gradus.core.LpPoolOptions;
import org.gradus.core.PerAxis;
import org.gradus.core.Tensor;

/**
 * Pools that take the root of each window's sum of powers: y = (Σ xᵖ)^(1/p), where p = 1 gives sums, p = 2 Euclid's norms, and
 * larger p come ever nearer to the largest.
 *
 * <p>
 * As in PyTorch, powers are of x and not of |x|, so that for odd p the root of a negative sum is NaN; a last window that hangs
 * over the end is weighted up to a full window's cells; and where the sum is 0 the gradient is 0. All take batches [N,C,…]
 * and single inputs [C,…].
 */
public final class LpPools {

    private LpPools() {}

    /** y = (Σ xᵖ)^(1/p) over each window of lines; x [N,C,L] → y [N,C,L']; otherwise as {@link #lpPool2d}. */
    public static Tensor lpPool1d(Tensor x, double p, LpPoolOptions options) {
        return pool(1, x, p, options);
    }

    /**
     * y = (Σ xᵖ)^(1/p) over each window of images; x [N,C,H,W] → y [N,C,H',W'].
     *
     * @throws IllegalArgumentException if x is of another shape or not of floating-point numbers, the window is larger than
     *         the image, or p is 0, infinite or NaN
     */
    public static Tensor lpPool2d(Tensor x, double p, LpPoolOptions options) {
        return pool(2, x, p, options);
    }

    /** y = (Σ xᵖ)^(1/p) over each window of volumes; x [N,C,D,H,W] → y [N,C,D',H',W']; otherwise as {@link #lpPool2d}. */
    public static Tensor lpPool3d(Tensor x, double p, LpPoolOptions options) {
        return pool(3, x, p, options);
    }

    private static Tensor pool(int axes, Tensor x, double p, LpPoolOptions options) {
        String op = "lpPool%sd".formatted(axes);
        checkArgument(Double.isFinite(p) && p != 0, "[%s] the order p must be a finite number other than 0, but is %s",
                op, p);
        PerAxis kernel = options.kernel();
        AvgPoolOptions window = AvgPoolOptions.kernel(kernel.values().toArray()).withCeilMode(options.ceilMode());
        if (options.stride() != null) {
            window = window.withStride(options.stride().values().toArray());
        }
        Tensor average = AvgPools.pool(op, axes, x.pow(p), window);
        int cells = 1;
        for (int a = 0; a < axes; a++) {
            cells *= kernel.along(a);
        }
        // the average itself, through which no gradient flows where it is 0 and has no root's slope
        return average.sign().mul(average.abs().relu()).mul(cells).pow(1 / p);
    }
}
