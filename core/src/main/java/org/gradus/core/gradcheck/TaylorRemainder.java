package org.gradus.core.gradcheck;

import java.util.Optional;

/**
 * How the remainder ‖f(x + h·v) − f(x) − h·J·v‖ shrinks with h along a random direction v: as h² where J is the Jacobian and f is
 * curved, and as h where J is another matrix. It is a second opinion on J, which knows nothing of the differences that J's
 * elements are held against.
 *
 * @param order the exponent of h between the two smallest steps whose remainder is more than rounding
 * @param lowest the smallest exponent between any two steps
 */
public record TaylorRemainder(double order, double lowest) {

    private static final int LARGEST = 4;
    private static final int SMALLEST = 28;
    private static final int APART = 4;

    /** How many times larger than its rounding a remainder must be. */
    private static final double RELIABLE = 64;

    /** How far from 1 an order may be to be the first. */
    private static final double NEARLY = 0.05;

    /**
     * Whether the remainder is one of the first order, so that J is wrong. Where it was of a lower one for larger steps, it is
     * noise that the function has beyond rounding.
     */
    boolean isOfFirstOrder() {
        return order < 1 + NEARLY && lowest > 1 - NEARLY;
    }

    /**
     * Measures it.
     *
     * @param line along v
     * @param derivatives J·v, row by row
     * @param slopes what differences give; rows with a kink at x, where J·v is one of many, play no part
     * @return nothing where f is straight, or decides otherwise than at x
     */
    static Optional<TaylorRemainder> of(Line line, double[] derivatives, Slope[] slopes, Tolerance tolerance) {
        Optional<TaylorRemainder> finest = Optional.empty();
        double last = Double.NaN;
        for (int k = LARGEST; k <= SMALLEST && last != 0; k += APART) {
            double remainder = line.isSmoothAbove(k) ? remainder(line, k, derivatives, slopes, tolerance) : Double.NaN;
            if (remainder > 0 && last > 0) {
                double order = Math.log(last / remainder) / (APART * Math.log(2));
                finest = Optional.of(new TaylorRemainder(order,
                        finest.map(coarser -> Math.min(coarser.lowest, order)).orElse(order)));
            }
            last = remainder;
        }
        return finest;
    }

    /** 0 where it is nothing but rounding. */
    private static double remainder(Line line, int k, double[] derivatives, Slope[] slopes, Tolerance tolerance) {
        double[] here = line.origin().values();
        double[] there = line.at(Line.ABOVE, k).values();
        double squares = 0;
        double rounding = 0;
        for (int row = 0; row < here.length; row++) {
            double remainder = there[row] - here[row] - line.step(k) * derivatives[row];
            squares += slopes[row].isKink() ? 0 : remainder * remainder;
            rounding = Math.max(rounding, tolerance.noise()[row]);
        }
        return Math.sqrt(squares) > RELIABLE * rounding * Math.sqrt(here.length) ? Math.sqrt(squares) : 0;
    }

    @Override
    public String toString() {
        return "order %.2f".formatted(order);
    }
}
