package org.gradus.examples.peers.check;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.LinearRecurrenceOp;
import org.gradus.core.op.Quantifiers;

/** What makes fewer numbers of many along dimensions. */
final class Reductions {

    private Reductions() {}

    static void addTo(Operations table) {
        table.add("sum", Draws.mostly(Draws.overDims(Domain.ANY), Draws.integersOverDims(-99, 99)),
                c -> c.x().sum(c.flag("keepDim"), c.dims()));
        table.add("mean", Draws.overDims(Domain.ANY), c -> c.x().mean(c.flag("keepDim"), c.dims()));
        table.add("argmax", Draws.alongDim(Domain.ANY.andWild()), c -> c.x().argmax(c.dim()));
        table.add("argmin", Draws.alongDim(Domain.ANY.andWild()), c -> c.x().argmin(c.dim()));
        table.add("prod", Draws.mostly(Reductions::factors, Reductions::integerFactors),
                c -> c.x().prod(c.flag("keepDim"), c.dims()));
        table.add("logSumExp", Reductions::logitsOverDims, c -> c.x().logSumExp(c.flag("keepDim"), c.dims()));
        table.add("cumsum", Draws.alongDim(Domain.ANY), c -> c.x().cumsum(c.dim()));
        table.add("cumprod", Draws.alongDim(Domain.of(-1.5, 1.5)), c -> c.x().cumprod(c.dim()));
        table.add("linearRecurrence", Reductions::recurrence,
                c -> LinearRecurrenceOp.linearRecurrence(c.x(), c.y(), c.dim()));
        table.add("any", Reductions::truthsOverDims, c -> Quantifiers.any(c.x(), c.flag("keepDim"), c.dims()));
        table.add("all", Reductions::truthsOverDims, c -> Quantifiers.all(c.x(), c.flag("keepDim"), c.dims()));
        table.add("countNonzero", Draws.integersOverDims(-1, 1), c -> Quantifiers.countNonzero(c.x(), c.dims()));
        table.add("softmax", Draws.mostly(Draws.alongDim(Domain.ANY), Reductions::logits),
                c -> c.x().softmax(c.dim()));
        table.add("logSoftmax", Draws.mostly(Draws.alongDim(Domain.ANY), Reductions::logits),
                c -> c.x().logSoftmax(c.dim()));
    }

    /** Logits far apart, some of them masked by −∞, or no logits at all. */
    private static void logits(Draw draw) {
        Shape shape = draw.shapeOrEmpty(1, 4);
        double[] values = draw.numbers(shape, Domain.WIDE).toDoubleArray();
        boolean masked = draw.chance(0.5);
        for (int i = 0; i < values.length; i++) {
            values[i] = masked && draw.chance(0.3) ? Double.NEGATIVE_INFINITY : values[i];
        }
        int dim = draw.dim(shape);
        draw.input(Tensor.wrap(values, shape)).with("dim", dim).terms(shape.size(dim));
    }

    /** Numbers along one dimension, or all of them, so few that their product stays within bounds. */
    private static void factors(Draw draw) {
        Shape shape = draw.shapeOrEmpty(1, 3);
        while (shape.numel() > 60) {
            shape = draw.shapeOrEmpty(1, 3);
        }
        draw.input(draw.numbers(shape, Domain.of(-2, 2)));
        overOneDimOrAll(draw, shape);
    }

    private static void integerFactors(Draw draw) {
        Shape shape = Shape.of(draw.between(1, 3), draw.between(0, 4));
        draw.input(draw.integers(shape, -3, 3));
        overOneDimOrAll(draw, shape);
    }

    /** PyTorch multiplies along one dimension or along all. */
    private static void overOneDimOrAll(Draw draw, Shape shape) {
        boolean one = draw.chance(0.7);
        int[] dims = one ? new int[]{draw.dim(shape)} : new int[0];
        draw.with("dims", dims).with("keepDim", one && draw.chance(0.5)).terms(shape.numel());
    }

    private static void logitsOverDims(Draw draw) {
        Shape shape = draw.shape(1, 4);
        int[] dims = draw.dims(shape);
        draw.input(draw.numbers(shape, draw.chance(0.5) ? Domain.ANY : Domain.WIDE))
                .with("dims", dims.length == 0 ? new int[]{draw.dim(shape)} : dims).with("keepDim", draw.chance(0.5))
                .terms(shape.numel());
    }

    private static void recurrence(Draw draw) {
        Shape shape = draw.shape(1, 3);
        int dim = draw.dim(shape);
        shape = shape.withSize(dim, Math.min(shape.size(dim), 9));
        draw.input(draw.numbers(shape, Domain.of(-1.5, 1.5))).input(draw.numbers(shape, Domain.ANY)).with("dim", dim)
                .terms(shape.size(dim));
    }

    private static void truthsOverDims(Draw draw) {
        Shape shape = draw.shapeOrEmpty(1, 4);
        int[] dims = draw.dims(shape);
        draw.input(draw.truths(shape)).with("dims", dims.length == 0 ? new int[]{draw.dim(shape)} : dims)
                .with("keepDim", draw.chance(0.5));
    }
}
