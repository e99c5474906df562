package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.PerAxis;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.UnfoldOptions;
import org.gradus.core.kernel.WindowAxis;

/** Tensors taken apart into windows that may overlap, and put together from them. */
public final class Unfolding {

    private static final String IMAGE = "C,H,W";
    private static final String WINDOWS = "C·R·S,windows";

    private Unfolding() {}

    /**
     * y = x with a dimension of n elements replaced by (n − size)/step + 1 windows, whose elements make up a last dimension:
     * y[…,i,…,j] = x[…,i·step + j,…].
     *
     * @param dim may count from the end
     * @throws IllegalArgumentException if the step is below 1 or the size does not lie between 0 and n
     */
    public static Tensor unfold(Tensor x, int dim, int size, int step) {
        int axis = x.shape().axis("unfold", dim);
        checkArgument(size >= 0 && size <= x.size(axis),
                "[unfold] windows of %s do not lie within dimension %s of %s; use 0 to %s",
                size, dim, x.type(), x.size(axis));
        checkArgument(step >= 1, "[unfold] the step must be at least 1, but is %s", step);
        int windows = (x.size(axis) - size) / step + 1;
        long[] sources = new long[Math.multiplyExact(windows, size)];
        for (int k = 0; k < sources.length; k++) {
            sources[k] = k / size * step + k % size;
        }
        Tensor apart = IndexSelectOp.indexSelect(x, axis, Tensor.wrap(sources, Shape.of(sources.length)))
                .unflatten(axis, windows, size);
        return axis == x.shape().rank() - 1 ? apart : PermuteOp.movedim(apart, axis + 1, -1);
    }

    /**
     * y[n,(c,r,s),(i,j)] = x[n,c,i·stride + r·dilation − padding,j·stride + s·dilation − padding], zero outside: the patches
     * that a convolution multiplies its filters by, also known as im2col. The number of windows is that of a convolution's
     * outputs.
     *
     * @param x images [N,C,H,W], or a single one [C,H,W]
     * @return [N,C·R·S,windows], or [C·R·S,windows]
     * @throws IllegalArgumentException if x is of another shape, or the window is larger than the padded image
     */
    public static Tensor unfold(Tensor x, UnfoldOptions options) {
        return Batched.apply("unfold", x, IMAGE, images -> {
            var grid = Grid.of("unfold", options, images.size(2), images.size(3));
            int batch = images.size(0);
            int channels = images.size(1);
            Tensor padded = Padding.pad(images, grid.margins(1)).reshape(batch, channels, grid.cells());
            return padded.indexSelect(2, grid.sources()).reshape(batch, channels * grid.taps(), grid.windows());
        });
    }

    /**
     * y = the images whose windows overlap as x says, summed where they do: the transpose of
     * {@link #unfold(Tensor, UnfoldOptions)}, also known as col2im.
     *
     * @param x windows [N,C·R·S,windows], or those of a single image
     * @param size height and width of the images
     * @return [N,C,H,W], or [C,H,W]
     * @throws IllegalArgumentException if x has not as many rows and windows as images of that size give
     */
    public static Tensor fold(Tensor x, PerAxis size, UnfoldOptions options) {
        size.checkAxes(2, "fold", "the images' size");
        return Batched.apply("fold", x, WINDOWS, windows -> {
            var grid = Grid.of("fold", options, size.along(0), size.along(1));
            int batch = windows.size(0);
            int channels = windows.size(1) / grid.taps();
            checkArgument(windows.size(1) % grid.taps() == 0,
                    "[fold] %s rows are no multiple of the %s cells of kernel %s (windows %s); pass C·R·S rows",
                    windows.size(1), grid.taps(), options.kernel(), windows.shape());
            checkArgument(windows.size(2) == grid.windows(),
                    "[fold] images of %s × %s have %s × %s = %s windows, but %s came (windows %s); pass what unfold gave",
                    grid.height().in(), grid.width().in(), grid.height().out(), grid.width().out(), grid.windows(),
                    windows.size(2), windows.shape());
            Tensor cells = windows.reshape(batch, channels, grid.taps() * grid.windows());
            Tensor padded = new IndexAddOp(2, grid.cells()).apply(cells, grid.sources());
            return Padding.pad(padded.reshape(batch, channels, grid.paddedHeight(), grid.paddedWidth()),
                    grid.margins(-1));
        });
    }

    /** The windows over an image of one channel. */
    private record Grid(WindowAxis height, WindowAxis width) {

        static Grid of(String op, UnfoldOptions options, int height, int width) {
            return new Grid(axis(op, "height", options, 0, height), axis(op, "width", options, 1, width));
        }

        private static WindowAxis axis(String op, String name, UnfoldOptions options, int axis, int in) {
            return WindowAxis.of(op, name, in, options.kernel().along(axis), options.stride().along(axis),
                    options.padding().along(axis), options.dilation().along(axis));
        }

        int taps() {
            return height.kernel() * width.kernel();
        }

        int windows() {
            return height.out() * width.out();
        }

        int paddedHeight() {
            return height.in() + 2 * height.padding();
        }

        int paddedWidth() {
            return width.in() + 2 * width.padding();
        }

        int cells() {
            return paddedHeight() * paddedWidth();
        }

        /** What an image is padded by, or, with sign −1, what is taken away again. */
        int[] margins(int sign) {
            return new int[]{sign * width.padding(), sign * width.padding(), sign * height.padding(),
                    sign * height.padding()};
        }

        /** Where in the padded image the cells of all windows lie, tap by tap. */
        Tensor sources() {
            long[] sources = new long[Math.multiplyExact(taps(), windows())];
            int next = 0;
            for (int tap = 0; tap < taps(); tap++) {
                for (int window = 0; window < windows(); window++) {
                    int row = height.at(window / width.out(), tap / width.kernel()) + height.padding();
                    int column = width.at(window % width.out(), tap % width.kernel()) + width.padding();
                    sources[next++] = (long) row * paddedWidth() + column;
                }
            }
            return Tensor.wrap(sources, Shape.of(sources.length));
        }
    }
}
