package org.gradus.examples.peers.check;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The real numbers that an operation is tried on: low ≤ x ≤ high and |x| ≥ gap.
 *
 * @param gap how far numbers keep from zero, 0 if zero itself may come
 * @param wild whether infinities, NaN, and the smallest and largest numbers may come too
 */
public record Domain(double low, double high, double gap, boolean wild) {

    /** Numbers of either sign around zero, zero included. */
    public static final Domain ANY = of(-3, 3);

    /** Numbers above zero. */
    public static final Domain POSITIVE = of(0.0625, 4);

    /** Numbers of either sign that one can divide by. */
    public static final Domain NONZERO = new Domain(-3, 3, 0.25, false);

    /** Numbers inside (−1, 1). */
    public static final Domain UNIT = of(-0.96875, 0.96875);

    /** Probabilities inside (0, 1). */
    public static final Domain PROBABILITY = of(0.03125, 0.96875);

    /** Numbers large enough to saturate an exponential. */
    public static final Domain WIDE = of(-120, 120);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if nothing lies between them
     */
    public Domain {
        checkArgument(low < high && gap >= 0 && (gap <= high || gap <= -low),
                "[domain] nothing lies in [%s, %s] with gap %s",
                low, high, gap);
    }

    /** All numbers from low to high. */
    public static Domain of(double low, double high) {
        return new Domain(low, high, 0, false);
    }

    /** These numbers and now and then one from the ends of the float range, or none at all. */
    public Domain andWild() {
        return new Domain(low, high, gap, true);
    }

    /** Whether a number belongs. */
    boolean contains(double x) {
        return low <= x && x <= high && Math.abs(x) >= gap;
    }
}
