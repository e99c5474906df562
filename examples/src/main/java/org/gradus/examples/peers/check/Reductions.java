package org.gradus.examples.peers.check;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** What makes fewer numbers of many along dimensions. */
final class Reductions {

    private Reductions() {}

    static void addTo(Operations table) {
        table.add("sum", Draws.mostly(Draws.overDims(Domain.ANY), Draws.integersOverDims(-99, 99)),
                c -> c.x().sum(c.flag("keepDim"), c.dims()));
        table.add("mean", Draws.overDims(Domain.ANY), c -> c.x().mean(c.flag("keepDim"), c.dims()));
        table.add("argmax", Draws.alongDim(Domain.ANY.andWild()), c -> c.x().argmax(c.dim()));
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
}
