package org.gradus.core.kernel;

/**
 * X = A⁻¹·B, or A⁻ᵀ·B.
 *
 * @param transpose whether Aᵀ stands in the equations, rather than A
 */
public record LuSolve(boolean transpose) implements MatrixFunction {

    @Override
    public int apply(double[][][] inputs, double[][] output) {
        var lu = new LuDecomposition(inputs[0]);
        int dependent = lu.firstDependent();
        if (dependent == 0) {
            if (transpose) {
                lu.solveTransposed(inputs[1], output);
            } else {
                lu.solve(inputs[1], output);
            }
        }
        return dependent;
    }

    @Override
    public String complaint(String matrix, int order) {
        return LuInverse.complaint("solve", matrix, order);
    }
}
