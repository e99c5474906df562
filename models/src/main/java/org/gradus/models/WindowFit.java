package org.gradus.models;

import com.google.common.primitives.ImmutableIntArray;
import org.gradus.core.AvgPoolOptions;
import org.gradus.core.ConvOptions;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.PerAxis;
import org.gradus.core.Shape;
import org.gradus.layers.AvgPool1d;
import org.gradus.layers.AvgPool2d;
import org.gradus.layers.AvgPool3d;
import org.gradus.layers.Conv1d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Conv3d;
import org.gradus.layers.MaxPool1d;
import org.gradus.layers.MaxPool2d;
import org.gradus.layers.MaxPool3d;
import org.gradus.layers.Module;
import org.jspecify.annotations.Nullable;

/**
 * How the windows of a convolution or a pool fit on what they slide over: where the last step would hang over the end, it is
 * missing, and pixels at the end may be seen by no filter.
 *
 * <p>
 * Of in pixels along an axis those after the last window's last cell are not seen, in − 1 − ((out − 1)·stride − padding +
 * dilation·(kernel − 1)) of them, or none.
 *
 * @param kernel the sizes of a window, outermost axis first
 * @param unseen the pixels at the end of each axis that no window reaches: rows at the bottom, then columns at the right
 * @param unseenPixels the pixels of a channel in these rows and columns
 */
public record WindowFit(ImmutableIntArray kernel, ImmutableIntArray unseen, long unseenPixels) {

    /** Windows that walk so. */
    private record Walk(PerAxis kernel, PerAxis stride, PerAxis padding, PerAxis dilation) {

        static Walk of(Shape weight, ConvOptions options) {
            PerAxis kernel = new PerAxis(ImmutableIntArray.copyOf(weight.toArray()).subArray(2, weight.rank()));
            // What pads to the same size has a stride of 1, and misses nothing however it pads.
            PerAxis padding = options.padding() instanceof PerAxis each ? each : PerAxis.of(0);
            return new Walk(kernel, options.stride(), padding, options.dilation());
        }

        static Walk of(MaxPoolOptions options) {
            return new Walk(options.kernel(), options.stride(), options.padding(), options.dilation());
        }

        static Walk of(AvgPoolOptions options) {
            return new Walk(options.kernel(), options.stride(), options.padding(), PerAxis.of(1));
        }

        int unseen(int axis, int in, int out) {
            int last = (out - 1) * stride.along(axis) - padding.along(axis)
                    + dilation.along(axis) * (kernel.along(axis) - 1);
            return Math.max(0, in - 1 - last);
        }
    }

    /**
     * The windows of a layer on an input that gave an output, or null if it has none: convolutions, max-pools and average
     * pools have.
     */
    static @Nullable WindowFit of(Module layer, Shape input, Shape output) {
        return switch (layer) {
            case Conv1d conv -> of(Walk.of(conv.weight().shape(), conv.window()), 1, input, output);
            case Conv2d conv -> of(Walk.of(conv.weight().shape(), conv.window()), 2, input, output);
            case Conv3d conv -> of(Walk.of(conv.weight().shape(), conv.window()), 3, input, output);
            case MaxPool1d pool -> of(Walk.of(pool.options()), 1, input, output);
            case MaxPool2d pool -> of(Walk.of(pool.options()), 2, input, output);
            case MaxPool3d pool -> of(Walk.of(pool.options()), 3, input, output);
            case AvgPool1d pool -> of(Walk.of(pool.options()), 1, input, output);
            case AvgPool2d pool -> of(Walk.of(pool.options()), 2, input, output);
            case AvgPool3d pool -> of(Walk.of(pool.options()), 3, input, output);
            default -> null;
        };
    }

    private static WindowFit of(Walk walk, int axes, Shape input, Shape output) {
        var kernel = ImmutableIntArray.builder(axes);
        var unseen = ImmutableIntArray.builder(axes);
        long all = 1;
        long seen = 1;
        for (int axis = 0; axis < axes; axis++) {
            int in = input.size(axis - axes);
            int missed = walk.unseen(axis, in, output.size(axis - axes));
            kernel.add(walk.kernel().along(axis));
            unseen.add(missed);
            all *= in;
            seen *= in - missed;
        }
        return new WindowFit(kernel.build(), unseen.build(), all - seen);
    }
}
