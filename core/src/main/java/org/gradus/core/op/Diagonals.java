package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import java.util.Arrays;
import org.gradus.core.DiagonalOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** Diagonals of matrices, and matrices made of diagonals. An offset counts from the main diagonal upwards. */
public final class Diagonals {

    private Diagonals() {}

    /** y = the main diagonal of the first two dimensions, as the last dimension. */
    public static Tensor diagonal(Tensor x) {
        return diagonal(x, DiagonalOptions.DEFAULT);
    }

    /**
     * y = a diagonal of two dimensions, which are dropped, as the last dimension; empty where the offset leaves the matrix.
     *
     * @throws IllegalArgumentException if both dimensions are the same, or one does not exist
     */
    public static Tensor diagonal(Tensor x, DiagonalOptions options) {
        int rows = x.shape().axis("diagonal", options.dim1());
        int columns = x.shape().axis("diagonal", options.dim2());
        checkArgument(rows != columns, "[diagonal] needs two dimensions of %s, but came %s twice", x.type(), rows);
        return SliceOp.take(x, Lattice.of(x.shape()).diagonal(options.offset(), rows, columns));
    }

    /**
     * y = square matrices with x's last dimension on a diagonal and zeros elsewhere; [*,n] → [*,n+|offset|,n+|offset|].
     *
     * @throws IllegalArgumentException if x is a scalar
     */
    public static Tensor diagEmbed(Tensor x, int offset) {
        int rank = x.shape().rank();
        checkArgument(rank >= 1, "[diagEmbed] needs at least one dimension, but came %s", x.type());
        int size = x.size(-1) + Math.abs(offset);
        int[] batch = Arrays.copyOf(x.shape().toArray(), rank - 1);
        Lattice matrices = Lattice.of(Shape.of(Ints.concat(batch, new int[]{size, size})));
        return new PlaceOp(matrices.diagonal(offset, rank - 1, rank), 0).apply(x);
    }

    /** y = the main diagonal of a matrix, or the matrix with a vector as its main diagonal. */
    public static Tensor diag(Tensor x) {
        return diag(x, 0);
    }

    /**
     * y = a diagonal of a matrix, or the square matrix with a vector as that diagonal and zeros elsewhere.
     *
     * @throws IllegalArgumentException unless x has one or two dimensions
     */
    public static Tensor diag(Tensor x, int offset) {
        int rank = x.shape().rank();
        checkArgument(rank == 1 || rank == 2,
                "[diag] needs a vector or a matrix, but came %s; use diagonal or diagEmbed",
                x.type());
        return rank == 1 ? diagEmbed(x, offset) : diagonal(x, DiagonalOptions.DEFAULT.withOffset(offset));
    }

    /**
     * y = Σ xᵢᵢ, the sum of a matrix's main diagonal.
     *
     * @throws IllegalArgumentException unless x has two dimensions
     */
    public static Tensor trace(Tensor x) {
        Checks.rank("trace", "the input", x, "N,M");
        return diagonal(x).sum();
    }
}
