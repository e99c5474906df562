package org.gradus.core.kernel;

/** BOOL: the plain loops on {@code boolean[]}, with false as 0 and true as 1. */
final class BoolKernels extends PlainKernels<boolean[]> {

    @Override
    public boolean[] allocate(int length) {
        return new boolean[length];
    }

    @Override
    double get(boolean[] array, int index) {
        return array[index] ? 1 : 0;
    }

    @Override
    void set(boolean[] array, int index, double value) {
        array[index] = value != 0;
    }

    @Override
    int length(boolean[] array) {
        return array.length;
    }
}
