package org.gradus.core.kernel;

/**
 * X = T⁻¹·B, or T⁻ᵀ·B, T being a triangle of the first input; the parameters are {@link Triangle}'s.
 */
public record TriangularSolve(boolean upper, boolean transpose, boolean unit) implements MatrixFunction {

    @Override
    public int apply(double[][][] inputs, double[][] output) {
        var triangle = new Triangle(inputs[0], upper, transpose, unit);
        int zero = triangle.firstZero();
        if (zero == 0) {
            for (int i = 0; i < output.length; i++) {
                System.arraycopy(inputs[1][i], 0, output[i], 0, output[i].length);
            }
            triangle.solve(output);
        }
        return zero;
    }

    @Override
    public String complaint(String matrix, int order) {
        return "[solveTriangular] %s is singular: element %s of its diagonal is 0; add a small multiple of the identity"
                .formatted(matrix, order - 1);
    }
}
