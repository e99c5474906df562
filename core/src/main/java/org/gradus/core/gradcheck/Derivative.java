package org.gradus.core.gradcheck;

/**
 * One element of a Jacobian, ∂output/∂input, found in two ways.
 *
 * @param output the element differentiated
 * @param input the element by which
 * @param analytic what the tape gives
 * @param slope what differences give
 * @param verdict whether the two agree
 */
public record Derivative(Place output, Place input, double analytic, Slope slope, Verdict verdict) {

    /** What differences give; at a kink, the one between the slopes on either side that is nearest to the analytic one. */
    public double numeric() {
        return slope.nearestTo(analytic);
    }

    /** |analytic − numeric|. */
    public double absoluteError() {
        return Math.abs(analytic - numeric());
    }

    /** |analytic − numeric| / max(|analytic|, |numeric|); 0 where both are 0. */
    public double relativeError() {
        double larger = Math.max(Math.abs(analytic), Math.abs(numeric()));
        return larger == 0 ? 0 : absoluteError() / larger;
    }

    /** The error in units of what differences can tell. */
    double units() {
        double units = absoluteError() / (slope.error() + Double.MIN_NORMAL);
        return Double.isNaN(units) ? Double.POSITIVE_INFINITY : units;
    }

    /**
     * Both values with their place,
     * {@code ∂ output 0 [1] / ∂ input 0 [2]: analytic 2.0, numeric 1.0 ± 1.0E-12, error 1.0}.
     */
    @Override
    public String toString() {
        String found = slope.isKink() ? "between " + slope.low() + " and " + slope.high() : "" + slope.low();
        return "∂ " + output + " / ∂ " + input + ": analytic " + analytic + ", numeric " + found + " ± "
                + "%.1e".formatted(slope.error()) + ", error " + absoluteError()
                + (verdict == Verdict.INCONCLUSIVE ? ", inconclusive" : "");
    }
}
