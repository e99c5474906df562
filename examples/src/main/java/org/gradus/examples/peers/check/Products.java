package org.gradus.examples.peers.check;

import java.util.Arrays;
import org.gradus.core.Shape;
import org.gradus.core.op.MatMulOp;

/** Products of vectors, matrices and batches of them. */
final class Products {

    private Products() {}

    static void addTo(Operations table) {
        table.add("matmul", Products::matmul, c -> c.x().matmul(c.y()));
        table.add("linear", Products::linear, c -> c.inputs().size() == 2
                ? MatMulOp.matmulTransposed(c.x(), c.y())
                : MatMulOp.matmulTransposed(c.x(), c.y()).add(c.x(2)));
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
