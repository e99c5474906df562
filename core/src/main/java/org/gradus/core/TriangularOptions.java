package org.gradus.core;

/**
 * Which triangle of a matrix stands in a system of equations, and where.
 *
 * @param upper whether it is the part on and above the diagonal, rather than that on and below it
 * @param left whether it stands to the left of the unknowns, A·X = B, rather than to their right, X·A = B
 * @param unitriangular whether its diagonal is taken for ones, whatever is there
 */
public record TriangularOptions(boolean upper, boolean left, boolean unitriangular) {

    /** A·X = B with A's part on and below its diagonal. */
    public static final TriangularOptions LOWER = new TriangularOptions(false, true, false);

    /** A·X = B with A's part on and above its diagonal. */
    public static final TriangularOptions UPPER = new TriangularOptions(true, true, false);

    /** These options with {@link #left} set, or not. */
    public TriangularOptions withLeft(boolean value) {
        return new TriangularOptions(upper, value, unitriangular);
    }

    /** These options with {@link #unitriangular} set, or not. */
    public TriangularOptions withUnitriangular(boolean value) {
        return new TriangularOptions(upper, left, value);
    }
}
