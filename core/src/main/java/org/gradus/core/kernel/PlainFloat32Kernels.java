package org.gradus.core.kernel;

/** FLOAT32 where the Vector API is absent: the plain loops on {@code float[]}, every result rounded once. */
final class PlainFloat32Kernels extends PlainKernels<float[]> {

    @Override
    public float[] allocate(int length) {
        return new float[length];
    }

    @Override
    double get(float[] array, int index) {
        return array[index];
    }

    @Override
    void set(float[] array, int index, double value) {
        array[index] = (float) value;
    }

    @Override
    int length(float[] array) {
        return array.length;
    }
}
