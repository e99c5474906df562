package org.gradus.core.kernel;

/** Converts arrays from one element type to another. */
public final class Conversion {

    private Conversion() {}

    /**
     * y[i] = x[i] in y's type: rounded to nearest between floating-point types, truncated towards zero to integers;
     * BOOL is 0 or 1, and true is whatever is not 0.
     */
    public static void convert(Object x, Object y) {
        switch (x) {
            case float[] source -> write(y, source.length, i -> source[i]);
            case double[] source -> write(y, source.length, i -> source[i]);
            case long[] source -> writeLongs(source, y);
            case boolean[] source -> write(y, source.length, i -> source[i] ? 1 : 0);
            default -> throw new AssertionError(x.getClass());
        }
    }

    private interface Source {
        double at(int index);
    }

    private static void write(Object y, int length, Source source) {
        for (int i = 0; i < length; i++) {
            switch (y) {
                case float[] target -> target[i] = (float) source.at(i);
                case double[] target -> target[i] = source.at(i);
                case long[] target -> target[i] = (long) source.at(i);
                case boolean[] target -> target[i] = source.at(i) != 0;
                default -> throw new AssertionError(y.getClass());
            }
        }
    }

    /** Apart, since a double does not hold every long. */
    private static void writeLongs(long[] x, Object y) {
        for (int i = 0; i < x.length; i++) {
            switch (y) {
                case float[] target -> target[i] = x[i];
                case double[] target -> target[i] = x[i];
                case long[] target -> target[i] = x[i];
                case boolean[] target -> target[i] = x[i] != 0;
                default -> throw new AssertionError(y.getClass());
            }
        }
    }
}
