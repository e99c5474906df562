package org.gradus.examples.bench;

/** Measured figures as they are printed: three significant digits and a unit. */
final class Figures {

    private static final String[] UNITS = {"s", "ms", "µs", "ns"};

    private Figures() {}

    /** A time, {@code 3.24 ms}. */
    static String seconds(double seconds) {
        if (Double.isNaN(seconds)) {
            return "–";
        }
        int unit = 0;
        double value = seconds;
        while (value < 1 && unit < UNITS.length - 1) {
            value *= 1000;
            unit++;
        }
        return digits(value) + " " + UNITS[unit];
    }

    /** A ratio, {@code 1.25×}. */
    static String ratio(double ratio) {
        return Double.isNaN(ratio) ? "–" : digits(ratio) + "×";
    }

    /** A part, {@code 84 %}. */
    static String percent(double part) {
        return "%.0f %%".formatted(100 * part);
    }

    /** A number of three digits. */
    static String digits(double value) {
        return (value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f").formatted(value);
    }
}
