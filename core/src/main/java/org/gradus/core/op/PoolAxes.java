package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import org.gradus.core.PerAxis;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.PoolAxis;
import org.gradus.core.kernel.WindowAxis;

/** Where the windows of pools along the last one, two or three dimensions of an input lie, checked. */
final class PoolAxes {

    private static final ImmutableList<String> INPUTS = ImmutableList.of("C,L", "C,H,W", "C,D,H,W");

    private PoolAxes() {}

    /** How a window walks, axis by axis. */
    record Walk(PerAxis kernel, PerAxis stride, PerAxis padding, PerAxis dilation, boolean ceilMode) {}

    /**
     * The axes along which a window walks.
     *
     * @throws IllegalArgumentException if x is no batch or single input of floating-point numbers with so many axes, the walk
     *         has another number of them, or a window sees nothing of the input
     */
    static ImmutableList<PoolAxis> walked(String op, int axes, Tensor x, Walk walk) {
        checkInput(op, axes, x);
        walk.kernel.checkAxes(axes, op, "kernel");
        walk.stride.checkAxes(axes, op, "stride");
        walk.padding.checkAxes(axes, op, "padding");
        walk.dilation.checkAxes(axes, op, "dilation");
        var all = ImmutableList.<PoolAxis>builder();
        for (int a = 0; a < axes; a++) {
            all.add(walked(op, Convolution.name(axes, a), x.size(a - axes), walk, a));
        }
        return all.build();
    }

    private static PoolAxis walked(String op, String name, int in, Walk walk, int a) {
        int kernel = walk.kernel.along(a);
        int stride = walk.stride.along(a);
        int padding = walk.padding.along(a);
        int dilation = walk.dilation.along(a);
        WindowAxis axis = walk.ceilMode
                ? WindowAxis.ceil(op, name, in, kernel, stride, padding, dilation)
                : WindowAxis.of(op, name, in, kernel, stride, padding, dilation);
        for (int window = 0; window < axis.out(); window++) {
            checkArgument(axis.firstCell(window) < axis.endCell(window),
                    "[%s] window %s along the %s sees nothing but padding (input %s, kernel %s, dilation %s, padding %s); use less padding or dilation",
                    op, window, name, in, kernel, dilation, padding);
        }
        return axis;
    }

    /**
     * The axes of windows that cover the input evenly.
     *
     * @param sizes how many windows, one number for all axes or one for each; −1 for as many as cells
     * @throws IllegalArgumentException if x is no batch or single input of floating-point numbers with so many axes, or empty
     *         along one; or if the sizes are too few, too many or negative
     */
    static ImmutableList<PoolAxis> adaptive(String op, int axes, Tensor x, int... sizes) {
        checkInput(op, axes, x);
        PerAxis outputs = PerAxis.of(sizes);
        outputs.checkAxes(axes, op, "the output size");
        outputs.checkAtLeast(-1, op, "the output size");
        var all = ImmutableList.<PoolAxis>builder();
        for (int a = 0; a < axes; a++) {
            int in = x.size(a - axes);
            checkArgument(in >= 1, "[%s] the input's %s must be at least 1, but is %s; leave out empty inputs", op,
                    Convolution.name(axes, a), in);
            all.add(PoolAxis.adaptive(in, outputs.along(a) == -1 ? in : outputs.along(a)));
        }
        return all.build();
    }

    private static void checkInput(String op, int axes, Tensor x) {
        Checks.floating(op, x);
        checkAxes(op, axes, x);
    }

    /** Checks that x is a batch or a single input with so many axes. */
    static void checkAxes(String op, int axes, Tensor x) {
        Batched.isBatch(op, x, INPUTS.get(axes - 1));
    }

    /** A shape with other sizes along its last dimensions: the numbers of windows. */
    static Shape pooled(Shape shape, ImmutableList<PoolAxis> axes) {
        Shape pooled = shape;
        for (int a = 0; a < axes.size(); a++) {
            pooled = pooled.withSize(a - axes.size(), axes.get(a).out());
        }
        return pooled;
    }
}
