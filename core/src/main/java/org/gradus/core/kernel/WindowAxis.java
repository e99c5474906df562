package org.gradus.core.kernel;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * One dimension of a sliding window: how a filter or pool of {@code kernel} cells walks over {@code in} of them.
 *
 * @param in cells of the input
 * @param kernel cells of the window
 * @param stride cells from one window to the next
 * @param padding cells added before the input and after it
 * @param dilation cells from one cell of the window to the next
 * @param out windows
 */
public record WindowAxis(int in, int kernel, int stride, int padding, int dilation, int out) {

    /**
     * The axis with out = ⌊(in + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1 windows: those that fit whole.
     *
     * @param op the operation on whose behalf it is asked, for the messages
     * @param name the axis, {@code height}, for the messages
     * @throws IllegalArgumentException if kernel, stride or dilation is below 1, padding is negative, or the window is
     *         larger than the padded input
     */
    public static WindowAxis of(String op, String name, int in, int kernel, int stride, int padding, int dilation) {
        int slack = slack(op, name, in, kernel, stride, padding, dilation);
        return new WindowAxis(in, kernel, stride, padding, dilation, slack / stride + 1);
    }

    /**
     * The axis that also keeps a last window hanging over the end, provided it begins inside the input or the padding
     * before it: PyTorch's {@code ceil_mode}.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public static WindowAxis ceil(String op, String name, int in, int kernel, int stride, int padding, int dilation) {
        int slack = slack(op, name, in, kernel, stride, padding, dilation);
        int out = Math.ceilDiv(slack, stride) + 1;
        boolean lastBeginsOutside = (out - 1) * stride >= in + padding;
        return new WindowAxis(in, kernel, stride, padding, dilation, lastBeginsOutside ? out - 1 : out);
    }

    private static int slack(String op, String name, int in, int kernel, int stride, int padding, int dilation) {
        checkArgument(kernel >= 1, "[%s] kernel %s must be at least 1, but is %s", op, name, kernel);
        checkArgument(stride >= 1, "[%s] stride must be at least 1, but is %s along the %s", op, stride, name);
        checkArgument(padding >= 0, "[%s] padding must not be negative, but is %s along the %s", op, padding, name);
        checkArgument(dilation >= 1, "[%s] dilation must be at least 1, but is %s along the %s", op, dilation, name);
        long extent = (long) dilation * (kernel - 1) + 1;
        long slack = in + 2L * padding - extent;
        checkArgument(slack >= 0,
                "[%s] the window spans %s (kernel %s, dilation %s) but the padded input's %s is only %s (%s + 2·%s); use a larger input, more padding or a smaller kernel",
                op, extent, kernel, dilation, name, in + 2L * padding, in, padding);
        return Math.toIntExact(slack);
    }

    /** The input cell under a window's cell; outside 0…in−1 it lies in the padding. */
    public int at(int window, int cell) {
        return window * stride - padding + cell * dilation;
    }

    /** Whether a cell of a window lies inside the input. */
    public boolean seesInput(int window) {
        for (int cell = 0; cell < kernel; cell++) {
            if (at(window, cell) >= 0 && at(window, cell) < in) {
                return true;
            }
        }
        return false;
    }

    /** The first window whose given cell lies inside the input, or {@link #out} if none does. */
    public int firstInside(int cell) {
        int offset = padding - cell * dilation;
        return Math.min(out, offset <= 0 ? 0 : Math.ceilDiv(offset, stride));
    }

    /** One more than the last window whose given cell lies inside the input; never below {@link #firstInside}. */
    public int endInside(int cell) {
        int last = Math.floorDiv(in - 1 + padding - cell * dilation, stride);
        return Math.max(firstInside(cell), Math.min(out, last + 1));
    }
}
