package org.gradus.examples.peers.check;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.function.Consumer;
import org.gradus.core.NormOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.ValuesAndIndices;
import org.gradus.core.VarMean;
import org.gradus.core.VarOptions;
import org.gradus.core.op.ArgsortOp;
import org.gradus.core.op.NormOp;
import org.gradus.core.op.OrderStatistics;
import org.gradus.core.op.Sorting;
import org.gradus.core.op.VarOp;

/** Variances, norms, extremes, medians, and what is sorted. */
final class Statistics {

    private Statistics() {}

    static void addTo(Operations table) {
        table.add("var", Statistics::spread, c -> VarOp.var(c.x(), varOptions(c)));
        table.add("std", Statistics::spread, c -> VarOp.std(c.x(), varOptions(c)));
        table.addMany("varMean", Statistics::spread, c -> {
            VarMean both = VarOp.varMean(c.x(), varOptions(c));
            return List.of(both.var(), both.mean());
        });
        table.add("norm", Statistics::norm, c -> NormOp.norm(c.x(), new NormOptions(c.real("p"),
                ImmutableIntArray.copyOf(c.dims()), c.flag("keepDim"))));
        table.add("amax", Draws.mostly(nonEmptyOverDims(), Statistics::distinctOverDims),
                c -> OrderStatistics.amax(c.x(), c.flag("keepDim"), c.dims()));
        table.add("amin", Draws.mostly(nonEmptyOverDims(), Statistics::distinctOverDims),
                c -> OrderStatistics.amin(c.x(), c.flag("keepDim"), c.dims()));
        table.addMany("max", distinctAlongDim(), c -> both(OrderStatistics.max(c.x(), c.dim(), c.flag("keepDim"))));
        table.addMany("min", distinctAlongDim(), c -> both(OrderStatistics.min(c.x(), c.dim(), c.flag("keepDim"))));
        table.addMany("median", distinctAlongDim(),
                c -> both(OrderStatistics.median(c.x(), c.dim(), c.flag("keepDim"))));
        table.add("medianOfAll", draw -> draw.input(draw.distinct(draw.shape(0, 3))),
                c -> OrderStatistics.median(c.x()));
        table.addMany("sort", Draws.mostly(sortable(), sortable().andThen(Draw::withoutGradients)),
                c -> both(Sorting.sort(c.x(), c.dim(), c.flag("descending"))));
        table.add("argsort", sortable(), c -> ArgsortOp.argsort(c.x(), c.dim(), c.flag("descending")));
        table.addMany("topk", Statistics::topk,
                c -> both(Sorting.topk(c.x(), c.integer("k"), c.dim(), c.flag("largest"))));
    }

    private static List<Tensor> both(ValuesAndIndices chosen) {
        return List.of(chosen.values(), chosen.indices());
    }

    private static VarOptions varOptions(Operands c) {
        return new VarOptions(ImmutableIntArray.copyOf(c.dims()), c.real("correction"), c.flag("keepDim"));
    }

    /** Numbers that differ, several along every dimension that is averaged: of one number no deviation has a slope. */
    private static void spread(Draw draw) {
        int[] sizes = new int[draw.between(1, 3)];
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = draw.between(2, 9);
        }
        Shape shape = Shape.of(sizes);
        draw.input(draw.distinct(shape)).with("dims", draw.dims(shape)).with("keepDim", draw.chance(0.5))
                .with("correction", draw.choice(0.0, 1.0, 1.0, 0.5)).terms(shape.numel());
    }

    private static void norm(Draw draw) {
        double p = draw.choice(0.0, 0.5, 1.0, 1.5, 2.0, 2.0, 3.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        Shape shape = draw.shape(1, 3);
        draw.input(draw.numbers(shape, p == 1 || p == 2 ? Domain.ANY : Domain.NONZERO)).with("p", p)
                .with("dims", draw.dims(shape)).with("keepDim", draw.chance(0.5)).terms(shape.numel());
    }

    private static Consumer<Draw> nonEmptyOverDims() {
        return draw -> {
            Shape shape = draw.shape(0, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).with("dims", draw.dims(shape))
                    .with("keepDim", draw.chance(0.5)).terms(shape.numel());
        };
    }

    private static void distinctOverDims(Draw draw) {
        Shape shape = draw.shape(1, 4);
        draw.input(draw.distinct(shape)).with("dims", draw.dims(shape)).with("keepDim", draw.chance(0.5));
    }

    private static Consumer<Draw> distinctAlongDim() {
        return draw -> {
            Shape shape = draw.shape(1, 4);
            draw.input(draw.distinct(shape)).with("dim", draw.dim(shape)).with("keepDim", draw.chance(0.5));
        };
    }

    /** Equal numbers too: both sides keep their order. */
    private static Consumer<Draw> sortable() {
        return draw -> {
            Shape shape = draw.shapeOrEmpty(1, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).with("dim", draw.dim(shape))
                    .with("descending", draw.chance(0.5));
        };
    }

    private static void topk(Draw draw) {
        Shape shape = draw.shape(1, 4);
        int dim = draw.dim(shape);
        draw.input(draw.distinct(shape)).with("dim", dim).with("k", draw.between(0, shape.size(dim))).with("largest",
                draw.chance(0.5));
    }
}
