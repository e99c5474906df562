package org.gradus.core;

/** The Java arrays that hold tensors' data, by element type. */
final class Storage {

    private Storage() {}

    static Object allocate(DType dtype, int length) {
        return switch (dtype) {
            case FLOAT32 -> new float[length];
            case FLOAT64 -> new double[length];
            case INT64 -> new long[length];
            case BOOL -> new boolean[length];
        };
    }

    static Object copy(Object array) {
        return switch (array) {
            case float[] floats -> floats.clone();
            case double[] doubles -> doubles.clone();
            case long[] longs -> longs.clone();
            case boolean[] booleans -> booleans.clone();
            default -> throw new AssertionError(array.getClass());
        };
    }

    static int length(Object array) {
        return java.lang.reflect.Array.getLength(array);
    }

    static double get(Object array, int index) {
        return switch (array) {
            case float[] floats -> floats[index];
            case double[] doubles -> doubles[index];
            case long[] longs -> longs[index];
            case boolean[] booleans -> booleans[index] ? 1 : 0;
            default -> throw new AssertionError(array.getClass());
        };
    }

    static void set(Object array, int index, double value) {
        switch (array) {
            case float[] floats -> floats[index] = (float) value;
            case double[] doubles -> doubles[index] = value;
            case long[] longs -> longs[index] = (long) value;
            case boolean[] booleans -> booleans[index] = value != 0;
            default -> throw new AssertionError(array.getClass());
        }
    }
}
