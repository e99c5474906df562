package org.gradus.examples.peers.check;

import java.util.Arrays;
import org.gradus.core.Shape;
import org.gradus.core.op.ConcatOp;
import org.gradus.core.op.Padding;
import org.gradus.core.op.PermuteOp;
import org.gradus.core.op.ReshapeOp;
import org.gradus.core.op.ScatterAddOp;

/** What moves elements without computing, and what adds them up where they land. */
final class Movements {

    private Movements() {}

    static void addTo(Operations table) {
        Operations exact = table.judged(Closeness.EXACT);
        exact.add("reshape", Movements::reshape, c -> c.x().reshape(c.ints("shape")));
        exact.add("flatten", Movements::flatten,
                c -> ReshapeOp.flatten(c.x(), c.integer("startDim"), c.integer("endDim")));
        exact.add("unsqueeze", draw -> {
            Shape shape = draw.shapeOrEmpty(0, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).with("dim", draw.between(-shape.rank() - 1, shape.rank()));
        }, c -> c.x().unsqueeze(c.dim()));
        exact.add("squeeze", draw -> {
            Shape shape = draw.shape(1, 4);
            int dim = draw.dim(shape);
            draw.input(draw.numbers(shape.withSize(dim, 1), Domain.ANY)).with("dim", dim);
        }, c -> c.x().squeeze(c.dim()));
        exact.add("permute", draw -> {
            Shape shape = draw.shapeOrEmpty(0, 5);
            draw.input(draw.numbers(shape, Domain.ANY)).with("order", draw.permutation(shape.rank()));
        }, c -> c.x().permute(c.ints("order")));
        exact.add("transpose", draw -> {
            Shape shape = draw.shapeOrEmpty(1, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).with("dims", draw.dim(shape), draw.dim(shape));
        }, c -> c.x().transpose(c.dims()[0], c.dims()[1]));
        exact.add("t", draw -> draw.input(draw.numbers(draw.shapeOrEmpty(0, 2), Domain.ANY)), c -> PermuteOp.t(c.x()));
        exact.add("mT", draw -> draw.input(draw.numbers(draw.shapeOrEmpty(2, 4), Domain.ANY)),
                c -> PermuteOp.mT(c.x()));
        table.add("expand", Movements::expand, c -> c.x().expand(c.ints("shape")));
        exact.add("narrow", draw -> {
            Shape shape = draw.shapeOrEmpty(1, 4);
            int dim = draw.dim(shape);
            int start = draw.between(0, shape.size(dim));
            draw.input(draw.numbers(shape, Domain.ANY)).with("dim", dim)
                    .with("span", start, draw.between(0, shape.size(dim) - start));
        }, c -> c.x().narrow(c.dim(), c.ints("span")[0], c.ints("span")[1]));
        exact.add("select", draw -> {
            Shape shape = draw.shape(1, 4);
            int dim = draw.dim(shape);
            draw.input(draw.numbers(shape, Domain.ANY)).with("dim", dim)
                    .with("index", draw.between(-shape.size(dim), shape.size(dim) - 1));
        }, c -> c.x().select(c.dim(), c.integer("index")));
        exact.add("concat", draw -> {
            Shape shape = draw.shapeOrEmpty(1, 4);
            int dim = draw.dim(shape);
            for (int i = draw.between(1, 4); i > 0; i--) {
                draw.input(draw.numbers(shape.withSize(dim, draw.between(0, 5)), Domain.ANY));
            }
            draw.with("dim", dim);
        }, c -> ConcatOp.concat(c.inputs(), c.dim()));
        exact.add("stack", draw -> {
            Shape shape = draw.shapeOrEmpty(0, 3);
            for (int i = draw.between(1, 4); i > 0; i--) {
                draw.input(draw.numbers(shape, Domain.ANY));
            }
            draw.with("dim", draw.between(-shape.rank() - 1, shape.rank()));
        }, c -> ConcatOp.stack(c.inputs(), c.dim()));
        exact.add("pad", draw -> {
            Shape shape = draw.shapeOrEmpty(1, 4);
            draw.input(draw.numbers(shape, Domain.ANY)).with("dim", draw.dim(shape))
                    .with("margins", draw.between(0, 4), draw.between(0, 4));
        }, c -> Padding.pad(c.x(), c.dim(), c.ints("margins")[0], c.ints("margins")[1]));
        table.add("gather", Movements::gather, c -> c.x().gather(c.dim(), c.y()));
        table.add("scatterAdd", Movements::scatterAdd,
                c -> ScatterAddOp.scatterAdd(c.x(0), c.dim(), c.x(1), c.x(2)));
    }

    private static void reshape(Draw draw) {
        Shape shape = draw.shapeOrEmpty(0, 4);
        int[] sizes = shape.toArray();
        int[] order = draw.permutation(sizes.length);
        int[] target = Arrays.stream(order).map(d -> sizes[d]).toArray();
        if (target.length > 1 && draw.chance(0.5)) {
            target[1] *= target[0];
            target = Arrays.copyOfRange(target, 1, target.length);
        }
        if (target.length > 0 && shape.numel() > 0 && draw.chance(0.3)) {
            target[draw.between(0, target.length - 1)] = -1;
        }
        draw.input(draw.numbers(shape, Domain.ANY)).with("shape", target);
    }

    private static void flatten(Draw draw) {
        Shape shape = draw.shapeOrEmpty(1, 4);
        int start = draw.between(0, shape.rank() - 1);
        int end = draw.between(start, shape.rank() - 1);
        draw.input(draw.numbers(shape, Domain.ANY)).with("startDim", start)
                .with("endDim", draw.chance(0.5) ? end : end - shape.rank());
    }

    private static void expand(Draw draw) {
        Shape full = draw.shapeOrEmpty(0, 4);
        draw.input(draw.numbers(draw.broadcastable(full), Domain.ANY)).with("shape", full.toArray());
    }

    private static void gather(Draw draw) {
        Shape shape = draw.shape(1, 4);
        int dim = draw.dim(shape);
        Shape picked = shape.withSize(dim, draw.size(9));
        draw.input(draw.numbers(shape, Domain.ANY)).with("dim", dim);
        draw.input(draw.integers(picked, 0, shape.size(dim) - 1)).terms(picked.size(dim));
    }

    private static void scatterAdd(Draw draw) {
        Shape shape = draw.shape(1, 4);
        int dim = draw.dim(shape);
        Shape scattered = shape.withSize(dim, draw.size(9));
        draw.input(draw.numbers(shape, Domain.ANY)).with("dim", dim);
        draw.input(draw.integers(scattered, 0, shape.size(dim) - 1));
        draw.input(draw.numbers(scattered, Domain.ANY)).terms(scattered.size(dim));
    }
}
