package org.gradus.examples.peers.check;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.gradus.core.AvgPoolOptions;
import org.gradus.core.LpPoolOptions;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.MaxUnpoolOptions;
import org.gradus.core.PerAxis;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.ValuesAndIndices;
import org.gradus.core.op.AvgPools;
import org.gradus.core.op.LpPools;
import org.gradus.core.op.MaxPool2dOp;
import org.gradus.core.op.MaxPools;
import org.gradus.core.op.MaxUnpools;

/** Pools along one to three axes. */
final class Pools {

    private Pools() {}

    static void addTo(Operations table) {
        for (int axes = 1; axes <= 3; axes++) {
            addMaxima(table, axes);
            addAverages(table, axes);
        }
    }

    private static void addMaxima(Operations table, int axes) {
        table.add("maxPool%dd".formatted(axes), maxima(axes, true), c -> switch (axes) {
            case 1 -> MaxPools.maxPool1d(c.x(), maxima(c));
            case 2 -> MaxPool2dOp.maxPool2d(c.x(), maxima(c));
            default -> MaxPools.maxPool3d(c.x(), maxima(c));
        });
        table.addMany("maxPool%ddWithIndices".formatted(axes), maxima(axes, false), c -> both(switch (axes) {
            case 1 -> MaxPools.maxPool1dWithIndices(c.x(), maxima(c));
            case 2 -> MaxPools.maxPool2dWithIndices(c.x(), maxima(c));
            default -> MaxPools.maxPool3dWithIndices(c.x(), maxima(c));
        }));
        table.add("adaptiveMaxPool%dd".formatted(axes), adaptive(axes), c -> switch (axes) {
            case 1 -> MaxPools.adaptiveMaxPool1d(c.x(), c.integer("size"));
            case 2 -> MaxPools.adaptiveMaxPool2d(c.x(), c.ints("size"));
            default -> MaxPools.adaptiveMaxPool3d(c.x(), c.ints("size"));
        });
        table.addMany("adaptiveMaxPool%ddWithIndices".formatted(axes), adaptive(axes), c -> both(switch (axes) {
            case 1 -> MaxPools.adaptiveMaxPool1dWithIndices(c.x(), c.integer("size"));
            case 2 -> MaxPools.adaptiveMaxPool2dWithIndices(c.x(), c.ints("size"));
            default -> MaxPools.adaptiveMaxPool3dWithIndices(c.x(), c.ints("size"));
        }));
        table.add("maxUnpool%dd".formatted(axes), draw -> unpool(draw, axes), c -> switch (axes) {
            case 1 -> MaxUnpools.maxUnpool1d(c.x(), c.y(), unpool(c));
            case 2 -> MaxUnpools.maxUnpool2d(c.x(), c.y(), unpool(c));
            default -> MaxUnpools.maxUnpool3d(c.x(), c.y(), unpool(c));
        });
    }

    private static void addAverages(Operations table, int axes) {
        table.add("avgPool%dd".formatted(axes), draw -> averages(draw, axes), c -> switch (axes) {
            case 1 -> AvgPools.avgPool1d(c.x(), averages(c));
            case 2 -> AvgPools.avgPool2d(c.x(), averages(c));
            default -> AvgPools.avgPool3d(c.x(), averages(c));
        });
        table.add("adaptiveAvgPool%dd".formatted(axes), adaptive(axes), c -> switch (axes) {
            case 1 -> AvgPools.adaptiveAvgPool1d(c.x(), c.integer("size"));
            case 2 -> AvgPools.adaptiveAvgPool2d(c.x(), c.ints("size"));
            default -> AvgPools.adaptiveAvgPool3d(c.x(), c.ints("size"));
        });
        table.add("lpPool%dd".formatted(axes), draw -> norms(draw, axes), c -> switch (axes) {
            case 1 -> LpPools.lpPool1d(c.x(), c.real("p"), norms(c));
            case 2 -> LpPools.lpPool2d(c.x(), c.real("p"), norms(c));
            default -> LpPools.lpPool3d(c.x(), c.real("p"), norms(c));
        });
    }

    private static List<Tensor> both(ValuesAndIndices found) {
        return List.of(found.values(), found.indices());
    }

    private static PerAxis perAxis(Operands c, String name) {
        return PerAxis.of(c.ints(name));
    }

    private static MaxPoolOptions maxima(Operands c) {
        return new MaxPoolOptions(perAxis(c, "kernel"), perAxis(c, "stride"), perAxis(c, "padding"),
                perAxis(c, "dilation"), c.flag("ceilMode"));
    }

    private static AvgPoolOptions averages(Operands c) {
        int divisor = c.integer("divisor");
        return new AvgPoolOptions(perAxis(c, "kernel"), perAxis(c, "stride"), perAxis(c, "padding"),
                c.flag("ceilMode"), c.flag("countIncludePad"),
                divisor == 0 ? OptionalInt.empty() : OptionalInt.of(divisor));
    }

    private static LpPoolOptions norms(Operands c) {
        return new LpPoolOptions(perAxis(c, "kernel"), perAxis(c, "stride"), c.flag("ceilMode"));
    }

    private static MaxUnpoolOptions unpool(Operands c) {
        return new MaxUnpoolOptions(perAxis(c, "kernel"), perAxis(c, "stride"), perAxis(c, "padding"),
                perAxis(c, "size"));
    }

    /** A window and how it walks, noted as attributes. */
    private record Walk(int[] kernel, int[] stride, int[] padding, boolean ceilMode) {

        static Walk of(Draw draw, int axes) {
            int[] kernel = Convolutions.perAxis(draw, axes, 1, axes == 3 ? 3 : 4);
            int[] stride = draw.chance(0.5) ? kernel : Convolutions.perAxis(draw, axes, 1, 4);
            int[] padding = new int[axes];
            Arrays.setAll(padding, a -> draw.between(0, kernel[a] / 2));
            boolean ceilMode = draw.chance(0.4);
            draw.with("kernel", kernel).with("stride", stride).with("ceilMode", ceilMode);
            draw.terms(cells(kernel));
            return new Walk(kernel, stride, padding, ceilMode);
        }

        private static long cells(int[] kernel) {
            return Arrays.stream(kernel).asLongStream().reduce(1, (a, b) -> a * b);
        }

        /** Sizes that hold at least one window, with padding, or a part of one where that will do. */
        int[] sizes(Draw draw, int[] margin) {
            int[] sizes = new int[kernel.length];
            Arrays.setAll(sizes, a -> Math.max(1, kernel[a] - 2 * margin[a] - (ceilMode ? stride[a] - 1 : 0))
                    + draw.between(0, kernel.length == 3 ? 4 : draw.chance(0.1) ? 40 : 9));
            return sizes;
        }

        /** As {@link #sizes}, but of volumes PyTorch takes no averages unless they hold a window without padding. */
        int[] sizesForAverages(Draw draw, int[] margin) {
            int[] sizes = sizes(draw, margin);
            if (kernel.length == 3) {
                Arrays.setAll(sizes, a -> Math.max(kernel[a], sizes[a]));
            }
            return sizes;
        }
    }

    /** A batch of inputs, or a single one. */
    private static Shape inputs(Draw draw, int[] sizes) {
        int channels = draw.between(1, 5);
        return Shape.of(draw.chance(0.1)
                ? Convolutions.shape(sizes, channels)
                : Convolutions.shape(sizes, draw.chance(0.02) ? 0 : draw.between(1, 3), channels));
    }

    /**
     * No window lies in the padding altogether: Gradus refuses to take the largest of nothing, and PyTorch's gradient of it
     * lands beside the input. Of several NaN, PyTorch takes the last.
     */
    private static Consumer<Draw> maxima(int axes, boolean wild) {
        return draw -> {
            Walk walk = Walk.of(draw, axes);
            int[] dilation = draw.chance(0.7)
                    ? Convolutions.perAxis(draw, axes, 1, 1)
                    : Convolutions.perAxis(draw, axes, 1, 3);
            int[] sizes = new int[axes];
            if (Arrays.stream(dilation).allMatch(each -> each == 1)) {
                sizes = walk.sizes(draw, walk.padding);
            } else {
                Arrays.setAll(sizes, a -> Math.max(dilation[a],
                        dilation[a] * (walk.kernel[a] - 1) + 1 - 2 * walk.padding[a]) + draw.between(0, 7));
            }
            draw.with("padding", walk.padding).with("dilation", dilation);
            if (wild && draw.chance(0.1)) {
                draw.constant(draw.numbers(inputs(draw, sizes), Domain.ANY.andWild()));
            } else {
                draw.input(draw.numbers(inputs(draw, sizes), Domain.ANY));
            }
        };
    }

    private static void averages(Draw draw, int axes) {
        Walk walk = Walk.of(draw, axes);
        draw.with("padding", walk.padding).with("countIncludePad", draw.chance(0.5)).with("divisor",
                axes > 1 && draw.chance(0.2) ? draw.oneOf(-3, -1, 1, 2, 3, 7) : 0);
        draw.input(draw.numbers(inputs(draw, walk.sizesForAverages(draw, walk.padding)), Domain.ANY));
    }

    private static void norms(Draw draw, int axes) {
        Walk walk = Walk.of(draw, axes);
        double p = draw.choice(1.0, 2.0, 2.0, 3.0, 1.5);
        draw.with("p", p);
        draw.input(draw.numbers(inputs(draw, walk.sizesForAverages(draw, new int[axes])),
                p == 2 || p == 1 ? Domain.ANY : Domain.POSITIVE));
    }

    private static Consumer<Draw> adaptive(int axes) {
        return draw -> {
            int[] sizes = Convolutions.perAxis(draw, axes, 1, axes == 3 ? 6 : 17);
            Shape inputs = inputs(draw, sizes);
            draw.input(draw.numbers(inputs, Domain.ANY))
                    .with("size", Convolutions.perAxis(draw, axes, 1, axes == 3 ? 5 : 9))
                    .terms(inputs.numel());
        };
    }

    /** No two values have the same place, of which PyTorch would give both the gradient. */
    private static void unpool(Draw draw, int axes) {
        int[] kernel = Convolutions.perAxis(draw, axes, 1, 3);
        int[] pooled = Convolutions.perAxis(draw, axes, 1, axes == 3 ? 3 : 6);
        int[] size = new int[axes];
        Arrays.setAll(size, a -> pooled[a] * kernel[a] + draw.between(1 - kernel[a], kernel[a] - 1));
        Shape shape = Shape.of(Convolutions.shape(pooled, draw.between(1, 2), draw.between(1, 3)));
        int windows = shape.numel(2, shape.rank());
        long[] places = new long[shape.numel()];
        for (int from = 0; from < places.length; from += windows) {
            int[] order = draw.permutation(Shape.of(size).numel());
            for (int i = 0; i < windows; i++) {
                places[from + i] = order[i];
            }
        }
        draw.input(draw.numbers(shape, Domain.ANY)).input(Tensor.wrap(places, shape));
        draw.with("kernel", kernel).with("stride", kernel).with("padding", new int[axes]).with("size", size);
    }
}
