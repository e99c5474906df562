package org.gradus.examples.peers.check;

import com.google.common.base.CaseFormat;
import java.util.Arrays;
import org.gradus.core.InterpolateMode;
import org.gradus.core.InterpolateOptions;
import org.gradus.core.LocalResponseNormOptions;
import org.gradus.core.Shape;
import org.gradus.core.op.Interpolation;
import org.gradus.core.op.LocalResponse;
import org.gradus.core.op.Shuffles;

/** Lines, images and volumes stretched and shrunk, neighbouring channels, and shuffles. */
final class Resamplings {

    private Resamplings() {}

    static void addTo(Operations table) {
        for (InterpolateMode mode : InterpolateMode.values()) {
            String name = CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, mode.name());
            table.add("interpolate" + name, draw -> interpolate(draw, mode),
                    c -> Interpolation.interpolate(c.x(), options(c)));
        }
        table.add("localResponseNorm", draw -> {
            int[] sizes = Convolutions.perAxis(draw, draw.between(1, 3), 1, 4);
            Shape shape = Shape.of(Convolutions.shape(sizes, draw.between(1, 3), draw.between(1, 9)));
            int size = draw.between(1, 7);
            draw.input(draw.numbers(shape, Domain.ANY)).with("size", size).with("alpha", draw.real(1e-4, 2))
                    .with("beta", draw.choice(0.75, 0.5, 1.0, 2.0)).with("k", draw.real(0.5, 2)).terms(2L * size);
        }, c -> LocalResponse.localResponseNorm(c.x(), LocalResponseNormOptions.size(c.integer("size"))
                .withAlpha(c.real("alpha")).withBeta(c.real("beta")).withK(c.real("k"))));
        Operations exact = table.judged(Closeness.EXACT);
        exact.add("pixelShuffle", draw -> {
            int factor = draw.between(1, 3);
            images(draw, factor, draw.between(1, 4) * factor * factor, draw.between(1, 5), draw.between(1, 5));
        }, c -> Shuffles.pixelShuffle(c.x(), c.integer("factor")));
        exact.add("pixelUnshuffle", draw -> {
            int factor = draw.between(1, 3);
            images(draw, factor, draw.between(1, 4), draw.between(1, 4) * factor, draw.between(1, 4) * factor);
        }, c -> Shuffles.pixelUnshuffle(c.x(), c.integer("factor")));
        exact.add("channelShuffle", draw -> {
            int groups = draw.between(1, 4);
            draw.input(draw.numbers(Shape.of(draw.between(1, 3), groups * draw.between(1, 4), draw.between(1, 4),
                    draw.size()), Domain.ANY)).with("groups", groups);
        }, c -> Shuffles.channelShuffle(c.x(), c.integer("groups")));
    }

    private static void images(Draw draw, int factor, int... image) {
        Shape shape = Shape.of(draw.chance(0.2) ? image : Convolutions.shape(image, draw.between(1, 3)));
        draw.input(draw.numbers(shape, Domain.ANY)).with("factor", factor);
    }

    private static InterpolateOptions options(Operands c) {
        InterpolateOptions to = c.attributes().has("size")
                ? InterpolateOptions.size(c.ints("size"))
                : InterpolateOptions.scaleFactor(c.attributes().reals("factors"))
                        .withRecomputeScaleFactor(c.flag("recompute"));
        return to.withMode(c.choice("mode", InterpolateMode.class)).withAlignCorners(c.flag("alignCorners"))
                .withAntialias(c.flag("antialias"));
    }

    private static void interpolate(Draw draw, InterpolateMode mode) {
        int axes = switch (mode) {
            case LINEAR -> 1;
            case BILINEAR, BICUBIC -> 2;
            case TRILINEAR -> 3;
            case NEAREST, NEAREST_EXACT, AREA -> draw.between(1, 3);
        };
        int[] sizes = Convolutions.perAxis(draw, axes, 1, axes == 3 ? 5 : 12);
        draw.input(draw.numbers(Shape.of(Convolutions.shape(sizes, draw.between(1, 2), draw.between(1, 3))),
                Domain.ANY));
        boolean aligned = mode.hasCorners() && draw.chance(0.4);
        boolean antialias = (mode == InterpolateMode.BILINEAR || mode == InterpolateMode.BICUBIC) && draw.chance(0.3);
        draw.with("mode", mode).with("alignCorners", aligned).terms(64);
        int width;
        if (draw.chance(0.5)) {
            int[] wanted = Convolutions.perAxis(draw, axes, 1, axes == 3 ? 8 : 27);
            draw.with("size", wanted);
            width = wanted[axes - 1];
        } else {
            double[] factors = new double[axes];
            boolean matters = antialias || mode == InterpolateMode.NEAREST || mode == InterpolateMode.BICUBIC;
            Arrays.setAll(factors, a -> factor(draw, sizes[a], matters));
            draw.with("factors", factors).with("recompute", draw.chance(0.3));
            width = (int) (sizes[axes - 1] * factors[axes - 1]);
        }
        draw.with("antialias", antialias && width > 1); // PyTorch's single columns are not what its gradients are of
    }

    /**
     * A factor that leaves something. Where it leaves a size as it is, or doubles it, some of PyTorch's kernels take it for 1 or
     * 2 and some do not, its gradients among them; it is then made 1 or 2 if that matters.
     */
    private static double factor(Draw draw, int size, boolean matters) {
        double drawn = draw.chance(0.5) ? draw.choice(2.0, 0.5, 3.0, 1.0, 1.5) : draw.real(0.3, 3);
        double factor = Math.max(1.0 / size, drawn);
        int times = (int) (size * factor) / size;
        boolean whole = (int) (size * factor) == times * size;
        return matters && whole && (times == 1 || times == 2) ? times : factor;
    }
}
