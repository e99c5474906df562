package org.gradus.examples.peers.check;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.NormOptions;
import org.gradus.core.NormalizationOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.VarMean;
import org.gradus.core.op.Normalizations;
import org.gradus.core.op.Normalized;

/** What is normalised group by group, and the running statistics that are left behind. */
final class NormalizationFunctions {

    private NormalizationFunctions() {}

    static void addTo(Operations table) {
        table.addMany("batchNorm", draw -> {
            Shape shape = draw.shape(2, 5);
            running(draw, shape.numel() == shape.size(1) ? shape.withSize(0, 2) : shape);
        }, c -> {
            if (!c.flag("training")) {
                return List.of(Normalizations.batchNorm(c.x(), new VarMean(c.x(2), c.x(1)), options(c, 3)), c.x(1),
                        c.x(2));
            }
            return moved(c, Normalizations.batchNormInTraining(c.x(), options(c, 3)));
        });
        table.addMany("instanceNorm", draw -> {
            Shape shape = draw.shape(3, 5);
            running(draw, shape.numel(2, shape.rank()) == 1 ? shape.withSize(-1, 3) : shape);
        }, c -> {
            if (!c.flag("training")) {
                return List.of(Normalizations.batchNorm(c.x(), new VarMean(c.x(2), c.x(1)), options(c, 3)), c.x(1),
                        c.x(2));
            }
            return moved(c, Normalizations.instanceNormInTraining(c.x(), options(c, 3)));
        });
        table.add("layerNorm", draw -> lastDimensions(draw, draw.between(0, 2)), c -> Normalizations.layerNorm(c.x(),
                Shape.of(c.ints("normalizedShape")), options(c, 1)));
        table.add("rmsNorm", draw -> {
            lastDimensions(draw, draw.between(0, 1));
            draw.with("byType", draw.chance(0.3));
        }, c -> {
            Shape shape = Shape.of(c.ints("normalizedShape"));
            NormalizationOptions options = options(c, 1);
            return Normalizations.rmsNorm(c.x(), shape,
                    c.flag("byType") ? options.withEps(Normalizations.epsilon(c.x().dtype())) : options);
        });
        table.add("groupNorm", draw -> {
            Shape shape = draw.shape(2, 5);
            int groups = draw.between(1, 4);
            int channels = groups * draw.between(1, 4);
            Shape grouped = shape.withSize(1, channels);
            draw.input(draw.numbers(grouped.numel() == groups ? grouped.withSize(0, 2) : grouped, Domain.ANY))
                    .with("groups", groups).terms(grouped.numel());
            affine(draw, Shape.of(channels), draw.between(0, 2));
        }, c -> Normalizations.groupNorm(c.x(), c.integer("groups"), options(c, 1)));
        table.add("normalize", draw -> {
            Shape shape = draw.shape(1, 4);
            int dim = draw.dim(shape);
            draw.input(draw.numbers(shape, Domain.NONZERO)).with("dim", dim).with("p", draw.choice(1.0, 1.5, 2.0, 3.0))
                    .with("eps", draw.choice(1e-12, 2.0)).terms(shape.size(dim));
        }, c -> Normalizations.normalize(c.x(), NormOptions.over(c.dim()).withP(c.real("p")), c.real("eps")));
    }

    /** Numbers, a running mean and variance, then a weight and a bias or less; what momentum, and whether they are used. */
    private static void running(Draw draw, Shape shape) {
        Shape channels = Shape.of(shape.size(1));
        draw.input(draw.numbers(shape, Domain.ANY)).terms(shape.numel() / shape.size(1));
        draw.constant(draw.numbers(channels, Domain.ANY)).constant(draw.numbers(channels, Domain.POSITIVE));
        draw.with("training", draw.chance(0.8)).with("momentum", draw.real(0, 1));
        affine(draw, channels, draw.between(0, 2));
    }

    private static void lastDimensions(Draw draw, int parameters) {
        Shape shape = draw.shape(1, 4);
        int[] sizes = shape.toArray();
        int[] last = Arrays.copyOfRange(sizes, draw.between(0, sizes.length - 1), sizes.length);
        draw.input(draw.numbers(shape, Domain.ANY)).with("normalizedShape", last).terms(shape.numel());
        affine(draw, Shape.of(last), parameters);
    }

    private static void affine(Draw draw, Shape shape, int parameters) {
        for (int i = 0; i < parameters; i++) {
            draw.input(draw.numbers(shape, Domain.ANY));
        }
        draw.with("eps", draw.choice(1e-5, 1e-5, 1e-3, 0.5));
    }

    /** The options of a case whose weight and bias, as many as there are, follow so many other inputs. */
    private static NormalizationOptions options(Operands c, int others) {
        int count = c.inputs().size();
        return new NormalizationOptions(c.real("eps"), count > others ? c.x(others) : null,
                count > others + 1 ? c.x(others + 1) : null);
    }

    /** The output, and the running statistics in which this batch has had its share. */
    private static List<Tensor> moved(Operands c, Normalized normalized) {
        double share = c.real("momentum");
        return List.of(normalized.output(), c.x(1).mul(1 - share).add(normalized.statistics().mean().mul(share)),
                c.x(2).mul(1 - share).add(normalized.statistics().var().mul(share)));
    }
}
