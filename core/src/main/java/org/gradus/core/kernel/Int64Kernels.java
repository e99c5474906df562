package org.gradus.core.kernel;

import static com.google.common.base.Preconditions.checkArgument;

/** INT64: the plain loops on {@code long[]}, exact below ±2⁵³ and refusing what lies there or beyond. */
final class Int64Kernels extends PlainKernels<long[]> {

    /** 2⁵³ itself is what 2⁵³ + 1 is rounded to. */
    private static final long LIMIT = 1L << Double.PRECISION;

    @Override
    public long[] allocate(int length) {
        return new long[length];
    }

    @Override
    double get(long[] array, int index) {
        return exact(array[index]);
    }

    @Override
    void set(long[] array, int index, double value) {
        checkArgument(!Double.isNaN(value),
                "[int64] integers hold no NaN, such as a remainder by 0; convert with to(FLOAT64)");
        array[index] = exact((long) value);
    }

    @Override
    int length(long[] array) {
        return array.length;
    }

    private static long exact(long value) {
        checkArgument(value > -LIMIT && value < LIMIT,
                "[int64] arithmetic is exact only below ±2^53, but met %s; convert with to(FLOAT64) if rounding is fine",
                value);
        return value;
    }
}
