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
public record WindowAxis(int in, int kernel, int stride, int padding, int dilation, int out)
        implements
            PoolAxis {

    /** One window of one cell on one cell: what stands for an axis that an input lacks. */
    public static final WindowAxis SINGLE = new WindowAxis(1, 1, 1, 0, 1, 1);

    /** Each cell a window of its own. */
    public static WindowAxis each(int in) {
        return new WindowAxis(in, 1, 1, 0, 1, in);
    }

    /**
     * The axis with out = ⌊(in + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1 windows: those that fit whole.
     *
     * @param op the operation on whose behalf it is asked, for the messages
     * @param name the axis, {@code height}, for the messages
     * @throws IllegalArgumentException if kernel, stride or dilation is below 1, padding is negative, or the window is
     *         larger than the padded input
     */
    public static WindowAxis of(String op, String name, int in, int kernel, int stride, int padding, int dilation) {
        int slack = slack(op, name, in, kernel, stride, padding, dilation, 0);
        return new WindowAxis(in, kernel, stride, padding, dilation, slack / stride + 1);
    }

    /**
     * The axis that also keeps a last window hanging over the end, provided it begins inside the input or the padding
     * before it: PyTorch's {@code ceil_mode}.
     *
     * @throws IllegalArgumentException as {@link #of}, but a window may be larger than the padded input by less than a stride
     */
    public static WindowAxis ceil(String op, String name, int in, int kernel, int stride, int padding, int dilation) {
        int slack = slack(op, name, in, kernel, stride, padding, dilation, stride - 1);
        int out = Math.ceilDiv(slack, stride) + 1;
        boolean lastBeginsOutside = (out - 1) * stride >= in + padding;
        return new WindowAxis(in, kernel, stride, padding, dilation, lastBeginsOutside ? out - 1 : out);
    }

    /**
     * The axis with as many windows as cells at stride 1: its padding of dilation·(kernel − 1) cells is halved, and an odd
     * one comes after the input.
     *
     * @throws IllegalArgumentException if kernel or dilation is below 1, or there is no cell
     */
    public static WindowAxis same(String op, String name, int in, int kernel, int dilation) {
        checkWalk(op, name, kernel, 1, 0, dilation);
        checkArgument(in >= 1, "[%s] the input's %s must be at least 1, but is %s; leave out empty inputs", op, name,
                in);
        return new WindowAxis(in, kernel, 1, Math.toIntExact((long) dilation * (kernel - 1) / 2), dilation, in);
    }

    /**
     * The axis along which {@code out} windows are spread over in = (out − 1)·stride − 2·padding + dilation·(kernel − 1) + 1
     * + outputPadding cells: what a transposed convolution's input of that size gives.
     *
     * @throws IllegalArgumentException if kernel, stride or dilation is below 1, the padding is negative, the output padding is
     *         not less than the stride or the dilation, or no window or no cell is left
     */
    public static WindowAxis transposed(String op, String name, int out, int kernel, int stride, int padding,
            int dilation, int outputPadding) {
        checkWalk(op, name, kernel, stride, padding, dilation);
        checkArgument(outputPadding < Math.max(stride, dilation),
                "[%s] outputPadding must be less than the stride %s or the dilation %s, but is %s along the %s; use a smaller one",
                op, stride, dilation, outputPadding, name);
        checkArgument(out >= 1, "[%s] the input's %s must be at least 1, but is %s; leave out empty inputs", op, name,
                out);
        long in = (out - 1L) * stride - 2L * padding + (long) dilation * (kernel - 1) + 1 + outputPadding;
        checkArgument(in >= 1,
                "[%s] the output's %s would be %s ((%s − 1)·%s − 2·%s + %s·(%s − 1) + 1 + %s); use less padding", op,
                name,
                in, out, stride, padding, dilation, kernel, outputPadding);
        return new WindowAxis(Math.toIntExact(in), kernel, stride, padding, dilation, out);
    }

    private static int slack(String op, String name, int in, int kernel, int stride, int padding, int dilation,
            int overhang) {
        checkWalk(op, name, kernel, stride, padding, dilation);
        long extent = (long) dilation * (kernel - 1) + 1;
        long slack = in + 2L * padding - extent;
        checkArgument(slack + overhang >= 0,
                "[%s] the window spans %s (kernel %s, dilation %s) but the padded input's %s is only %s (%s + 2·%s); use a larger input, more padding or a smaller kernel",
                op, extent, kernel, dilation, name, in + 2L * padding, in, padding);
        return Math.toIntExact(slack);
    }

    private static void checkWalk(String op, String name, int kernel, int stride, int padding, int dilation) {
        checkArgument(kernel >= 1, "[%s] kernel %s must be at least 1, but is %s", op, name, kernel);
        checkArgument(stride >= 1, "[%s] stride must be at least 1, but is %s along the %s", op, stride, name);
        checkArgument(padding >= 0, "[%s] padding must not be negative, but is %s along the %s", op, padding, name);
        checkArgument(dilation >= 1, "[%s] dilation must be at least 1, but is %s along the %s", op, dilation, name);
    }

    /** The input cell under a window's cell; outside 0…in−1 it lies in the padding. */
    @Override
    public int at(int window, int cell) {
        return window * stride - padding + cell * dilation;
    }

    /** Whether a window that begins at a cell of the input lies inside it. */
    boolean holds(int start) {
        return start >= 0 && start + (kernel - 1) * dilation < in;
    }

    @Override
    public int firstCell(int window) {
        return Math.max(0, Math.ceilDiv(-at(window, 0), dilation));
    }

    @Override
    public int endCell(int window) {
        return Math.min(kernel, Math.ceilDiv(in - at(window, 0), dilation));
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
