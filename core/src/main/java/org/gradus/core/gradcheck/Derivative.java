package org.gradus.core.gradcheck;

/**
 * One element of a Jacobian, ∂output/∂input, found in two ways.
 *
 * @param output the element differentiated
 * @param input the element by which
 * @param analytic what the tape gives
 * @param numeric what central differences give
 */
public record Derivative(Place output, Place input, double analytic, double numeric) {

    /** |analytic − numeric|. */
    public double absoluteError() {
        return Math.abs(analytic - numeric);
    }

    /** |analytic − numeric| / max(|analytic|, |numeric|); 0 where both are 0. */
    public double relativeError() {
        double larger = Math.max(Math.abs(analytic), Math.abs(numeric));
        return larger == 0 ? 0 : absoluteError() / larger;
    }

    /** Both values with their place, {@code ∂ output 0 [1] / ∂ input 0 [2]: analytic 2.0, numeric 1.0, error 1.0}. */
    @Override
    public String toString() {
        return "∂ " + output + " / ∂ " + input + ": analytic " + analytic + ", numeric " + numeric + ", error "
                + absoluteError();
    }
}
