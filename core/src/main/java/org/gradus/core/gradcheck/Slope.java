package org.gradus.core.gradcheck;

/**
 * A derivative as differences show it.
 *
 * @param low the derivative; at a kink, the smaller of the slopes on either side
 * @param high the same; at a kink, the larger of the two
 * @param error how far off either may be; NaN where differences show nothing at all
 */
public record Slope(double low, double high, double error) {

    /** What is not to be found. */
    static final Slope UNKNOWN = new Slope(Double.NaN, Double.NaN, Double.NaN);

    /** The derivative where there is no kink. */
    static Slope of(double value, double error) {
        return new Slope(value, value, error);
    }

    /** Whether the slopes on either side differ. */
    public boolean isKink() {
        return low < high;
    }

    /** The derivative; at a kink, the one between the two slopes that is nearest to a value: every one is right there. */
    public double nearestTo(double value) {
        return value > high ? high : value < low ? low : isKink() ? value : low;
    }
}
