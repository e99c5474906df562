package org.gradus.examples.peers.check;

import java.util.Arrays;
import org.gradus.core.NormOptions;
import org.gradus.core.Shape;
import org.gradus.core.op.Distances;
import org.gradus.core.op.MatMulOp;

/** Products of vectors, matrices and batches of them. */
final class Products {

    private Products() {}

    static void addTo(Operations table) {
        table.add("matmul", Products::matmul, c -> c.x().matmul(c.y()));
        table.add("linear", Products::linear, c -> c.inputs().size() == 2
                ? MatMulOp.matmulTransposed(c.x(), c.y())
                : MatMulOp.matmulTransposed(c.x(), c.y()).add(c.x(2)));
        table.add("dot", draw -> {
            Shape vector = Shape.of(side(draw));
            draw.input(draw.numbers(vector, Domain.ANY)).input(draw.numbers(vector, Domain.ANY)).terms(vector.numel());
        }, c -> org.gradus.core.op.Products.dot(c.x(), c.y()));
        table.add("mv", draw -> {
            int m = side(draw);
            int n = side(draw);
            draw.input(draw.numbers(Shape.of(m, n), Domain.ANY)).input(draw.numbers(Shape.of(n), Domain.ANY))
                    .terms(Math.max(m, n));
        }, c -> org.gradus.core.op.Products.mv(c.x(), c.y()));
        table.add("outer", draw -> {
            int m = side(draw);
            int n = side(draw);
            draw.input(draw.numbers(Shape.of(m), Domain.ANY)).input(draw.numbers(Shape.of(n), Domain.ANY))
                    .terms(Math.max(m, n));
        }, c -> org.gradus.core.op.Products.outer(c.x(), c.y()));
        table.add("bilinear", Products::bilinear,
                c -> org.gradus.core.op.Products.bilinear(c.x(0), c.x(1), c.x(2)));
        table.add("cosineSimilarity", Products::vectorsAlongDim,
                c -> Distances.cosineSimilarity(c.x(), c.y(), c.dim(), c.real("eps")));
        table.add("pairwiseDistance", Products::vectors, c -> Distances.pairwiseDistance(c.x(), c.y(),
                NormOptions.over(-1).withP(c.real("p")).withKeepDim(c.flag("keepDim")), c.real("eps")));
    }

    private static void bilinear(Draw draw) {
        int i = draw.size(9);
        int j = draw.size(9);
        int k = draw.size(9);
        int n = draw.between(0, 4);
        draw.input(draw.numbers(Shape.of(n, i), Domain.ANY)).input(draw.numbers(Shape.of(n, j), Domain.ANY))
                .input(draw.numbers(Shape.of(k, i, j), Domain.ANY)).terms((long) Math.max(1, n) * i * j * k);
    }

    private static void vectorsAlongDim(Draw draw) {
        Shape shape = draw.shape(1, 3);
        int dim = draw.dim(shape);
        draw.input(draw.numbers(shape, Domain.NONZERO)).input(draw.numbers(shape, Domain.NONZERO)).with("dim", dim)
                .with("eps", draw.choice(1e-8, 0.5)).terms(shape.size(dim));
    }

    private static void vectors(Draw draw) {
        Shape shape = draw.shape(2, 2);
        draw.input(draw.numbers(shape, Domain.POSITIVE)).input(draw.numbers(shape, Domain.of(-4, -0.0625)))
                .with("p", draw.choice(1.0, 2.0, 3.0)).with("eps", draw.choice(1e-6, 0.25))
                .with("keepDim", draw.chance(0.5)).terms(shape.numel());
    }

    private static void matmul(Draw draw) {
        int m = side(draw);
        int k = side(draw);
        int n = side(draw);
        Shape batch = draw.shape(0, 2);
        while (batch.numel() > 24) {
            batch = draw.shape(0, 2);
        }
        boolean vectorOnTheLeft = draw.chance(0.15);
        boolean vectorOnTheRight = draw.chance(0.15);
        draw.input(draw.numbers(vectorOnTheLeft ? Shape.of(k) : with(draw.broadcastable(batch), m, k), Domain.ANY));
        draw.input(draw.numbers(vectorOnTheRight ? Shape.of(k) : with(draw.broadcastable(batch), k, n), Domain.ANY));
        draw.terms(Math.max(k, Math.max(m, n)));
    }

    /** The side of a matrix, now and then one that needs several blocks, or none. */
    private static int side(Draw draw) {
        if (draw.chance(0.02)) {
            return 0;
        }
        return draw.chance(0.05) ? draw.between(32, 100) : draw.size();
    }

    private static Shape with(Shape batch, int rows, int columns) {
        int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
        sizes[batch.rank()] = rows;
        sizes[batch.rank() + 1] = columns;
        return Shape.of(sizes);
    }

    private static void linear(Draw draw) {
        int in = side(draw);
        int out = side(draw);
        int[] sizes = Arrays.copyOf(draw.shape(0, 2).toArray(), draw.between(1, 3));
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = Math.max(1, Math.min(sizes[d], 17));
        }
        sizes[sizes.length - 1] = in;
        draw.input(draw.numbers(Shape.of(sizes), Domain.ANY));
        draw.input(draw.numbers(Shape.of(out, in), Domain.ANY));
        if (draw.chance(0.7)) {
            draw.input(draw.numbers(Shape.of(out), Domain.ANY));
        }
        draw.terms(Math.max(in, out));
    }
}
