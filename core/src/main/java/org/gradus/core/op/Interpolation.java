package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Arrays;
import org.gradus.core.DType;
import org.gradus.core.InterpolateMode;
import org.gradus.core.InterpolateOptions;
import org.gradus.core.PerAxis;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.SparseMatrix;

/** Lines, images and volumes stretched and shrunk. */
public final class Interpolation {

    private Interpolation() {}

    /**
     * y = x [N,C,…] with its axes stretched or shrunk to the sizes wanted; otherwise as the options say.
     *
     * <p>
     * Element i of an axis has its middle at (i + ½)·s − ½ among those of x, where s is the ratio of sizes or the inverse of the
     * factor; with corners aligned it is at i·(in − 1)/(out − 1). In the linear modes, and with antialiasing, an axis whose
     * size stays is left as it is.
     *
     * @throws IllegalArgumentException if x is not [N,C,L], [N,C,H,W] or [N,C,D,H,W] of floating-point numbers, the mode is not
     *         made for as many axes, there are other than one or as many sizes or factors, an axis is empty, or would be
     */
    public static Tensor interpolate(Tensor x, InterpolateOptions options) {
        Checks.floating("interpolate", x);
        int axes = x.shape().rank() - 2;
        checkArgument(axes >= 1 && axes <= 3,
                "[interpolate] input must be [N,C,L], [N,C,H,W] or [N,C,D,H,W], but is %s; reshape it", x.shape());
        checkAxes(options.mode(), axes, x);
        double[] factors = factors(axes, options);
        int[] sizes = sizes(axes, x, options);
        if (options.mode() == InterpolateMode.AREA) {
            return AvgPools.adaptive("interpolate", axes, x, sizes);
        }
        SparseMatrix[] matrices = new SparseMatrix[axes];
        for (int a = 0; a < axes; a++) {
            matrices[a] = matrix(x.dtype(), options, x.size(2 + a), sizes[a], factors[a]);
        }
        return SeparableOp.map(x, matrices);
    }

    private static void checkAxes(InterpolateMode mode, int axes, Tensor x) {
        int needed = switch (mode) {
            case NEAREST, NEAREST_EXACT, AREA -> axes;
            case LINEAR -> 1;
            case BILINEAR, BICUBIC -> 2;
            case TRILINEAR -> 3;
        };
        checkArgument(axes == needed, "[interpolate] %s is for inputs with %s axes after [N,C], but came %s; use %s",
                mode, needed, x.shape(), axes == 1 ? "LINEAR" : axes == 2 ? "BILINEAR" : "TRILINEAR");
        for (int a = 0; a < axes; a++) {
            checkArgument(x.size(2 + a) >= 1,
                    "[interpolate] the input's %s must be at least 1, but is 0; leave out empty inputs",
                    Convolution.name(axes, a));
        }
    }

    /** The factors by which elements are placed, 0 where that is the ratio of sizes. */
    private static double[] factors(int axes, InterpolateOptions options) {
        double[] factors = new double[axes];
        ImmutableDoubleArray given = options.scaleFactor();
        if (given != null) {
            checkArgument(given.length() == 1 || given.length() == axes,
                    "[interpolate] factors must be one number for all axes or %s numbers, one for each, but are %s",
                    axes,
                    given);
            if (!options.recomputeScaleFactor()) {
                Arrays.setAll(factors, a -> given.get(given.length() == 1 ? 0 : a));
            }
        }
        return factors;
    }

    private static int[] sizes(int axes, Tensor x, InterpolateOptions options) {
        PerAxis size = options.size();
        int[] sizes = new int[axes];
        if (size != null) {
            size.checkAxes(axes, "interpolate", "the size");
            Arrays.setAll(sizes, size::along);
            return sizes;
        }
        ImmutableDoubleArray given = options.scaleFactor();
        for (int a = 0; a < axes; a++) {
            double factor = given.get(given.length() == 1 ? 0 : a);
            double product = Math.floor(x.size(2 + a) * factor);
            checkArgument(product >= 1 && product <= Integer.MAX_VALUE,
                    "[interpolate] a %s of %s times %s leaves nothing, or too much; use another factor",
                    Convolution.name(axes, a), x.size(2 + a), factor);
            sizes[a] = (int) product;
        }
        return sizes;
    }

    /** Where a factor near 1 leaves the size as it is, PyTorch leaves the elements too in these modes, and moves them in others. */
    private static boolean keepsEqualSizes(InterpolateOptions options) {
        return switch (options.mode()) {
            case LINEAR, BILINEAR, TRILINEAR -> true;
            case BICUBIC -> options.antialias();
            case NEAREST, NEAREST_EXACT, AREA -> false;
        };
    }

    private static SparseMatrix matrix(DType dtype, InterpolateOptions options, int in, int out, double factor) {
        if (in == out && keepsEqualSizes(options)) {
            return SparseMatrix.identity(in);
        }
        boolean aligned = options.alignCorners();
        Stretch stretch = aligned
                ? Stretch.aligned(in, out)
                : new Stretch(in, out, factor == 0 ? (double) in / out : 1 / factor);
        if (options.antialias()) {
            return stretch.antialiased(options.mode());
        }
        boolean single = dtype == DType.FLOAT32;
        return switch (options.mode()) {
            case NEAREST -> stretch.nearest(single);
            case NEAREST_EXACT -> stretch.nearestExact(single);
            case LINEAR, BILINEAR, TRILINEAR -> stretch.linear(aligned);
            case BICUBIC -> stretch.cubic(aligned);
            case AREA -> throw new AssertionError(options);
        };
    }
}
