package org.gradus.examples.peers.check;

import java.util.Arrays;
import java.util.function.Consumer;
import org.gradus.core.AutoPadding;
import org.gradus.core.ConvOptions;
import org.gradus.core.ConvPadding;
import org.gradus.core.ConvTransposeOptions;
import org.gradus.core.PerAxis;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.UnfoldOptions;
import org.gradus.core.op.ConvOp;
import org.gradus.core.op.ConvReluOp;
import org.gradus.core.op.ConvTransposeOp;
import org.gradus.core.op.Unfolding;
import org.jspecify.annotations.Nullable;

/** Convolutions along one to three axes, their transposes, and windows. */
final class Convolutions {

    private Convolutions() {}

    static void addTo(Operations table) {
        for (int axes = 1; axes <= 3; axes++) {
            table.add("conv%dd".formatted(axes), conv(axes), c -> conv(c, padding(c)));
            table.add("conv%ddSame".formatted(axes), convSame(axes), c -> conv(c, AutoPadding.SAME));
            table.add("convTranspose%dd".formatted(axes), convTranspose(axes), Convolutions::convTranspose);
        }
        table.add("convRelu", conv(2), c -> ConvReluOp.convRelu(c.x(), c.y(), bias(c), options(c, padding(c))));
        Operations exact = table.judged(Closeness.EXACT);
        exact.add("unfold", Convolutions::unfold, c -> Unfolding.unfold(c.x(), windows(c)));
        table.add("fold", Convolutions::fold, c -> Unfolding.fold(c.x(), PerAxis.of(c.ints("size")), windows(c)));
        exact.add("unfoldDim", draw -> {
            Shape shape = draw.shape(1, 4);
            int dim = draw.dim(shape);
            draw.input(draw.numbers(shape, Domain.ANY)).with("dim", dim)
                    .with("size", draw.between(1, shape.size(dim))).with("step", draw.between(1, 4));
        }, c -> c.x().unfold(c.dim(), c.integer("size"), c.integer("step")));
    }

    private static Tensor conv(Operands c, ConvPadding padding) {
        return ConvOp.conv(c.x(), c.y(), bias(c), options(c, padding));
    }

    private static ConvOptions options(Operands c, ConvPadding padding) {
        return new ConvOptions(PerAxis.of(c.ints("stride")), padding, PerAxis.of(c.ints("dilation")),
                c.integer("groups"));
    }

    private static PerAxis padding(Operands c) {
        return PerAxis.of(c.ints("padding"));
    }

    private static @Nullable Tensor bias(Operands c) {
        return c.inputs().size() == 2 ? null : c.x(2);
    }

    private static Tensor convTranspose(Operands c) {
        var options = new ConvTransposeOptions(PerAxis.of(c.ints("stride")), PerAxis.of(c.ints("padding")),
                PerAxis.of(c.ints("outputPadding")), PerAxis.of(c.ints("dilation")), c.integer("groups"));
        return ConvTransposeOp.convTranspose(c.x(), c.y(), bias(c), options);
    }

    private static Consumer<Draw> conv(int axes) {
        return draw -> {
            int[] kernel = kernel(draw, axes);
            int[] padding = perAxis(draw, axes, 0, 3);
            int[] dilation = perAxis(draw, axes, 1, 2);
            draw.with("padding", padding).with("stride", perAxis(draw, axes, 1, 3)).with("dilation", dilation);
            operands(draw, kernel, sizes(draw, kernel, padding, dilation), false);
        };
    }

    private static Consumer<Draw> convSame(int axes) {
        return draw -> {
            int[] stride = new int[axes];
            Arrays.fill(stride, 1);
            draw.with("stride", stride).with("dilation", perAxis(draw, axes, 1, 3));
            operands(draw, kernel(draw, axes), perAxis(draw, axes, 1, 7), false);
        };
    }

    /** Outputs are never empty: where padding would take all of one away, there is none. */
    private static Consumer<Draw> convTranspose(int axes) {
        return draw -> {
            int[] kernel = kernel(draw, axes);
            int[] stride = perAxis(draw, axes, 1, 3);
            int[] padding = perAxis(draw, axes, 0, 2);
            int[] dilation = perAxis(draw, axes, 1, 3);
            int[] size = perAxis(draw, axes, 1, 6);
            int[] outputPadding = new int[axes];
            for (int a = 0; a < axes; a++) {
                outputPadding[a] = draw.between(0, Math.max(stride[a], dilation[a]) - 1);
                int whole = (size[a] - 1) * stride[a] + dilation[a] * (kernel[a] - 1) + 1;
                padding[a] = whole > 2 * padding[a] ? padding[a] : 0;
            }
            draw.with("padding", padding).with("stride", stride).with("dilation", dilation)
                    .with("outputPadding", outputPadding);
            operands(draw, kernel, size, true);
        };
    }

    /** Input, weight and perhaps a bias, with channels in groups; few cells where there are many axes. */
    private static void operands(Draw draw, int[] kernel, int[] size, boolean transposed) {
        int groups = draw.oneOf(1, 1, 1, 2, 3, 8);
        int channels = groups * draw.oneOf(1, 1, 2, 3, 5);
        int filters = groups * draw.oneOf(1, 1, 2, 4, 7);
        int batch = draw.chance(0.02) ? 0 : draw.between(1, 3);
        boolean single = draw.chance(0.1);
        int[] images = single ? shape(size, channels) : shape(size, batch, channels);
        draw.input(draw.numbers(Shape.of(images), Domain.ANY));
        draw.input(draw.numbers(Shape.of(transposed
                ? shape(kernel, channels, filters / groups)
                : shape(kernel, filters, channels / groups)), Domain.ANY));
        if (draw.chance(0.5)) {
            draw.input(draw.numbers(Shape.of(filters), Domain.ANY));
        }
        draw.with("groups", groups);
        draw.terms((long) Math.max(channels, filters) / groups * Arrays.stream(kernel).reduce(1, (a, b) -> a * b));
    }

    /** A shape that ends in these sizes. */
    static int[] shape(int[] sizes, int... first) {
        int[] all = Arrays.copyOf(first, first.length + sizes.length);
        System.arraycopy(sizes, 0, all, first.length, sizes.length);
        return all;
    }

    private static int[] kernel(Draw draw, int axes) {
        int[] kernel = new int[axes];
        Arrays.setAll(kernel, _ -> draw.oneOf(1, 2, 3, 3, axes == 3 ? 2 : 5));
        return kernel;
    }

    /** A number for each axis, often the same for all. */
    static int[] perAxis(Draw draw, int axes, int low, int high) {
        int[] values = new int[axes];
        Arrays.fill(values, draw.between(low, high));
        if (draw.chance(0.4)) {
            Arrays.setAll(values, _ -> draw.between(low, high));
        }
        return values;
    }

    /** Sizes that hold at least one window. */
    private static int[] sizes(Draw draw, int[] kernel, int[] padding, int[] dilation) {
        int[] sizes = new int[kernel.length];
        Arrays.setAll(sizes, a -> Math.max(1, dilation[a] * (kernel[a] - 1) + 1 - 2 * padding[a])
                + draw.between(0, kernel.length == 3 ? 3 : draw.chance(0.1) ? 20 : 7));
        return sizes;
    }

    private static UnfoldOptions windows(Operands c) {
        return new UnfoldOptions(PerAxis.of(c.ints("kernel")), PerAxis.of(c.ints("stride")),
                PerAxis.of(c.ints("padding")), PerAxis.of(c.ints("dilation")));
    }

    /** Images and the windows that are laid over them. */
    private record Patches(Shape images, UnfoldOptions windows) {

        static Patches of(Draw draw) {
            int[] kernel = kernel(draw, 2);
            int[] stride = perAxis(draw, 2, 1, 3);
            int[] padding = perAxis(draw, 2, 0, 2);
            int[] dilation = perAxis(draw, 2, 1, 2);
            int[] sizes = sizes(draw, kernel, padding, dilation);
            draw.with("kernel", kernel).with("stride", stride).with("padding", padding).with("dilation", dilation)
                    .with("size", sizes).terms((long) kernel[0] * kernel[1]);
            return new Patches(Shape.of(shape(sizes, draw.between(1, 3), draw.between(1, 4))), new UnfoldOptions(
                    PerAxis.of(kernel), PerAxis.of(stride), PerAxis.of(padding), PerAxis.of(dilation)));
        }
    }

    private static void unfold(Draw draw) {
        draw.input(draw.numbers(Patches.of(draw).images(), Domain.ANY));
    }

    private static void fold(Draw draw) {
        var patches = Patches.of(draw);
        Tensor unfolded = Unfolding.unfold(Tensor.zeros(patches.images().toArray()), patches.windows());
        draw.input(draw.numbers(unfolded.shape(), Domain.ANY));
    }
}
