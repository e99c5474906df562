package org.gradus.examples.peers.check;

import org.gradus.core.Shape;
import org.gradus.core.op.EmbeddingOp;
import org.gradus.core.op.Masks;
import org.gradus.core.op.Triangles;

/** What is chosen by masks, by triangles of a matrix and by numbers of rows. */
final class Lookups {

    private static final int NO_PADDING = -1;

    private Lookups() {}

    static void addTo(Operations table) {
        Operations exact = table.judged(Closeness.EXACT);
        exact.add("maskedFill", draw -> {
            Shape shape = draw.shapeOrEmpty(0, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).input(draw.truths(draw.broadcastable(shape)))
                    .with("value", draw.real(-2, 2));
        }, c -> Masks.maskedFill(c.x(), c.y(), c.real("value")));
        exact.add("maskedSelect", draw -> {
            Shape shape = draw.shapeOrEmpty(0, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).input(draw.truths(draw.broadcastable(shape)));
        }, c -> Masks.maskedSelect(c.x(), c.y()));
        exact.add("nonzero", draw -> draw.constant(draw.numbers(draw.shapeOrEmpty(0, 4), Domain.ANY)),
                c -> Masks.nonzero(c.x()));
        exact.add("tril", Lookups::matrices, c -> Triangles.tril(c.x(), c.integer("diagonal")));
        exact.add("triu", Lookups::matrices, c -> Triangles.triu(c.x(), c.integer("diagonal")));
        exact.add("oneHot", draw -> {
            int classes = draw.between(1, 9);
            draw.input(draw.integers(draw.shape(0, 3), 0, classes - 1)).with("classes", classes);
        }, c -> EmbeddingOp.oneHot(c.x(), c.integer("classes")));
        table.add("embedding", draw -> {
            int rows = draw.between(1, 12);
            Shape index = draw.shapeOrEmpty(0, 3);
            draw.input(draw.integers(index, 0, rows - 1));
            draw.input(draw.numbers(Shape.of(rows, draw.size()), Domain.ANY))
                    .with("paddingIdx", draw.chance(0.3) ? draw.between(0, rows - 1) : NO_PADDING)
                    .terms(index.numel());
        }, c -> c.integer("paddingIdx") == NO_PADDING
                ? EmbeddingOp.embedding(c.x(), c.y())
                : EmbeddingOp.embedding(c.x(), c.y(), c.integer("paddingIdx")));
    }

    private static void matrices(Draw draw) {
        Shape shape = draw.shapeOrEmpty(2, 4);
        draw.input(draw.numbers(shape, Domain.ANY)).with("diagonal", draw.between(-4, 4));
    }
}
