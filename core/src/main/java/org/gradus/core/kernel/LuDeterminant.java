package org.gradus.core.kernel;

/**
 * y = det A, or the two numbers sign(det A) and log|det A|, of which det A is not made, so that it cannot overflow.
 *
 * @param logarithm whether the latter
 */
public record LuDeterminant(boolean logarithm) implements MatrixFunction {

    @Override
    public int apply(double[][][] inputs, double[][] output) {
        var lu = new LuDecomposition(inputs[0]);
        double factor = lu.sign();
        double log = 0;
        for (int k = 0; k < inputs[0].length; k++) {
            double pivot = lu.pivot(k);
            factor *= logarithm ? Math.signum(pivot) : pivot;
            log += logarithm ? Math.log(Math.abs(pivot)) : 0;
        }
        output[0][0] = factor;
        if (logarithm) {
            output[0][1] = log;
        }
        return DONE;
    }

    @Override
    public String complaint(String matrix, int order) {
        throw new AssertionError("every matrix has a determinant");
    }
}
