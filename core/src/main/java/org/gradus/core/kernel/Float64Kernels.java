package org.gradus.core.kernel;

/** FLOAT64: the plain loops on {@code double[]}. */
final class Float64Kernels extends PlainKernels<double[]> {

    @Override
    public double[] allocate(int length) {
        return new double[length];
    }

    @Override
    double get(double[] array, int index) {
        return array[index];
    }

    @Override
    void set(double[] array, int index, double value) {
        array[index] = value;
    }

    @Override
    int length(double[] array) {
        return array.length;
    }
}
