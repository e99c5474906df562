package org.gradus.core.gradcheck;

/**
 * What rounding makes of the values of a function, row by row, and what follows for how exactly derivatives can agree.
 *
 * @param rounding the error of each row's value, in proportion to that value
 * @param noise the error of each row's value if nothing is known but how large the numbers were that it came from, of
 *        which the largest may have cancelled
 */
record Tolerance(double[] rounding, double[] noise) {

    /** How many estimated errors off a value may be; estimates of extrapolation are cautious ones already. */
    static final double CONFIDENCE = 2;

    /** How far analytic derivatives of their own may be off by rounding, relative to themselves. */
    static final double AGREEMENT = 1e-10;

    /** How many tolerances off a value must be before it is called wrong. */
    static final double CLEARLY = 4;

    /** What a few roundings make of a number, relative to it. */
    static final double ROUNDING = 4 * Math.ulp(1.0);

    /** The same for a number that many roundings led to, relative to the largest on the way. */
    static final double NOISE = 4 * ROUNDING;

    /**
     * @param sizes of the values that rows add up
     * @param magnitudes of the numbers that they came from
     */
    static Tolerance of(double[] sizes, double[] magnitudes) {
        double[] rounding = new double[sizes.length];
        double[] noise = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            rounding[i] = ROUNDING * sizes[i];
            noise[i] = NOISE * magnitudes[i];
        }
        return new Tolerance(rounding, noise);
    }

    /** How far two values of a derivative may be apart, given the error of one and the larger one's size. */
    static double agreement(double error, double scale) {
        return CONFIDENCE * error + AGREEMENT * scale;
    }

    /** What a distance means, given how far two values may be apart. */
    static Verdict verdict(double distance, double allowed) {
        return distance <= allowed
                ? Verdict.PASSED
                : isClear(distance, allowed) ? Verdict.FAILED : Verdict.INCONCLUSIVE;
    }

    /** Whether a distance is clearly too large; NaN is. */
    static boolean isClear(double distance, double allowed) {
        return !(distance <= CLEARLY * allowed);
    }
}
