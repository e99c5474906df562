package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** Matrices, or batches of them, with zeros above or below a diagonal; a diagonal counts from the main one upwards. */
public final class Triangles {

    private Triangles() {}

    /** y = x on and below the main diagonal, 0 above it. */
    public static Tensor tril(Tensor x) {
        return tril(x, 0);
    }

    /**
     * y = x on and below a diagonal, 0 above it.
     *
     * @throws IllegalArgumentException if x has fewer than two dimensions
     */
    public static Tensor tril(Tensor x, int diagonal) {
        return WhereOp.where(below("tril", x, diagonal), x, 0);
    }

    /** y = x on and above the main diagonal, 0 below it. */
    public static Tensor triu(Tensor x) {
        return triu(x, 0);
    }

    /**
     * y = x on and above a diagonal, 0 below it.
     *
     * @throws IllegalArgumentException if x has fewer than two dimensions
     */
    public static Tensor triu(Tensor x, int diagonal) {
        return WhereOp.where(below("triu", x, diagonal - 1L), 0, x);
    }

    /** Where a matrix is on or below a diagonal. */
    private static Tensor below(String op, Tensor x, long diagonal) {
        checkArgument(x.shape().rank() >= 2, "[%s] needs a matrix or a batch of them, but came %s", op, x.type());
        int rows = x.size(-2);
        int columns = x.size(-1);
        boolean[] below = new boolean[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                below[i * columns + j] = j - i <= diagonal;
            }
        }
        return Tensor.wrap(below, Shape.of(rows, columns));
    }
}
