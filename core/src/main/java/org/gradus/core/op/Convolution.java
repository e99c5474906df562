package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import org.gradus.core.AutoPadding;
import org.gradus.core.ConvOptions;
import org.gradus.core.ConvTransposeOptions;
import org.gradus.core.PerAxis;
import org.gradus.core.Shape;
import org.gradus.core.kernel.ConvGeometry;
import org.gradus.core.kernel.WindowAxis;

/**
 * The sizes of a convolution along one to three axes, checked: x [batch, channels, in…], w [filters, channels/groups,
 * kernel…], y [batch, filters, out…]. They are all that {@link ConvOp}, {@link ConvTransposeOp} and
 * {@link ConvKernelGradOp} need beside their operands, and each passes them on to the others.
 */
public record Convolution(int batch, int channels, int filters, int groups, ImmutableList<WindowAxis> axes) {

    private static final ImmutableList<String> AXES = ImmutableList.of("depth", "height", "width");

    /** The dimensions of a weight, by the number of axes less one. */
    private static final ImmutableList<String> WEIGHTS = ImmutableList.of("K,C/groups,S", "K,C/groups,R,S",
            "K,C/groups,T,R,S");

    /**
     * The convolution of an input and a weight of these shapes, along all their dimensions but two.
     *
     * @throws IllegalArgumentException if they do not fit, or the filter is larger than the padded input
     */
    public static Convolution of(ConvOptions options, Shape x, Shape weight) {
        int axes = x.rank() - 2;
        String op = ConvOp.NAMES.get(axes - 1);
        checkWeight(op, axes, weight, options.groups());
        options.stride().checkAxes(axes, op, "stride");
        options.dilation().checkAxes(axes, op, "dilation");
        if (options.padding() instanceof PerAxis padding) {
            padding.checkAxes(axes, op, "padding");
        }
        checkArgument(x.size(1) == weight.size(1) * options.groups(),
                "[%s] input has %s channels but the weight expects %s (weight %s, groups %s, input %s); build the layer with Conv%sd(%s, …)",
                op, x.size(1), weight.size(1) * options.groups(), weight, options.groups(), x, axes, x.size(1));
        var windows = ImmutableList.<WindowAxis>builder();
        for (int a = 0; a < axes; a++) {
            windows.add(axis(op, options, a, name(axes, a), x.size(2 + a), weight.size(2 + a)));
        }
        return new Convolution(x.size(0), x.size(1), weight.size(0), options.groups(), windows.build());
    }

    private static WindowAxis axis(String op, ConvOptions options, int axis, String name, int in, int kernel) {
        int stride = options.stride().along(axis);
        int dilation = options.dilation().along(axis);
        return switch (options.padding()) {
            case PerAxis padding -> WindowAxis.of(op, name, in, kernel, stride, padding.along(axis), dilation);
            case AutoPadding.VALID -> WindowAxis.of(op, name, in, kernel, stride, 0, dilation);
            case AutoPadding.SAME -> WindowAxis.same(op, name, in, kernel, dilation);
        };
    }

    /**
     * The convolution whose transpose takes an input and a weight of these shapes, which are those of y and w: its own input
     * is what the transpose gives.
     *
     * @throws IllegalArgumentException if they do not fit, an output padding is not less than the stride or the dilation, or
     *         the padding leaves nothing of the output
     */
    public static Convolution transposed(ConvTransposeOptions options, Shape x, Shape weight) {
        int axes = x.rank() - 2;
        String op = ConvTransposeOp.NAMES.get(axes - 1);
        checkWeight(op, axes, weight, options.groups());
        options.stride().checkAxes(axes, op, "stride");
        options.padding().checkAxes(axes, op, "padding");
        options.outputPadding().checkAxes(axes, op, "outputPadding");
        options.dilation().checkAxes(axes, op, "dilation");
        checkArgument(x.size(1) == weight.size(0),
                "[%s] input has %s channels but the weight expects %s (weight %s, input %s); build the layer with ConvTranspose%sd(%s, …)",
                op, x.size(1), weight.size(0), weight, x, axes, x.size(1));
        var windows = ImmutableList.<WindowAxis>builder();
        for (int a = 0; a < axes; a++) {
            windows.add(WindowAxis.transposed(op, name(axes, a), x.size(2 + a), weight.size(2 + a),
                    options.stride().along(a), options.padding().along(a), options.dilation().along(a),
                    options.outputPadding().along(a)));
        }
        return new Convolution(x.size(0), weight.size(1) * options.groups(), weight.size(0), options.groups(),
                windows.build());
    }

    /** The number of axes that a weight's filters have. */
    static int axesOf(String op, Shape weight) {
        int axes = weight.rank() - 2;
        checkArgument(axes >= 1 && axes <= AXES.size(),
                "[%s] weight must be [K,C/groups,…] with one to three sizes of filters at the end, but is %s; reshape it",
                op, weight);
        return axes;
    }

    private static void checkWeight(String op, int axes, Shape weight, int groups) {
        checkArgument(weight.rank() == axes + 2, "[%s] weight must be [%s], but is %s; reshape it", op,
                WEIGHTS.get(axes - 1), weight);
        checkArgument(weight.size(0) % groups == 0,
                "[%s] %s filters do not divide into %s groups (weight %s); use a multiple", op, weight.size(0), groups,
                weight);
    }

    /** What messages call an axis. */
    static String name(int axes, int axis) {
        return axes == 1 ? "length" : AXES.get(AXES.size() - axes + axis);
    }

    /** The same convolution of so many times the batch, the channels and the filters. */
    Convolution times(int batches, int channelSets, int filterSets) {
        return new Convolution(batches * batch, channelSets * channels, filterSets * filters, groups, axes);
    }

    /** The shape of x. */
    Shape input() {
        return shape(batch, channels, WindowAxis::in);
    }

    /** The shape of w. */
    Shape weight() {
        return shape(filters, channels / groups, WindowAxis::kernel);
    }

    /** The shape of y. */
    Shape output() {
        return shape(batch, filters, WindowAxis::out);
    }

    private Shape shape(int first, int second, ToIntFunction<WindowAxis> size) {
        int[] sizes = new int[2 + axes.size()];
        sizes[0] = first;
        sizes[1] = second;
        for (int a = 0; a < axes.size(); a++) {
            sizes[2 + a] = size.applyAsInt(axes.get(a));
        }
        return Shape.of(sizes);
    }

    /** One of the names of an op, by the number of axes. */
    String named(List<String> names) {
        return names.get(axes.size() - 1);
    }

    /** The dimensions of images of any channel: all axes, and the batch. */
    int[] allButChannels() {
        int[] dims = new int[1 + axes.size()];
        for (int a = 0; a < axes.size(); a++) {
            dims[1 + a] = 2 + a;
        }
        return dims;
    }

    /** These sizes as kernels take them: missing axes come first, of one cell each. */
    ConvGeometry geometry() {
        List<WindowAxis> all = ImmutableList.<WindowAxis>builder()
                .addAll(Collections.nCopies(AXES.size() - axes.size(), WindowAxis.SINGLE)).addAll(axes).build();
        return new ConvGeometry(batch, channels, filters, groups, all.get(0), all.get(1), all.get(2));
    }
}
