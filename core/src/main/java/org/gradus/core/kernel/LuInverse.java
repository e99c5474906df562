package org.gradus.core.kernel;

/** Y = A⁻¹. */
public record LuInverse() implements MatrixFunction {

    @Override
    public int apply(double[][][] inputs, double[][] output) {
        var lu = new LuDecomposition(inputs[0]);
        int dependent = lu.firstDependent();
        if (dependent == 0) {
            int n = output.length;
            double[][] identity = new double[n][n];
            for (int i = 0; i < n; i++) {
                identity[i][i] = 1;
            }
            lu.solve(identity, output);
        }
        return dependent;
    }

    @Override
    public String complaint(String matrix, int order) {
        return complaint("inverse", matrix, order);
    }

    static String complaint(String op, String matrix, int order) {
        return "[%s] %s is singular: its column %s is a combination of those before it; add a small multiple of the identity"
                .formatted(op, matrix, order - 1);
    }
}
