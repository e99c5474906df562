package org.gradus.core.gradcheck;

import java.util.Optional;

/**
 * The second derivative of Σ uᵀ·f along a random direction v by differences of f itself, (φ(h) − 2φ(0) + φ(−h))/h² extrapolated
 * to the step 0. Derivatives of gradients are held against gradients elsewhere, which tells nothing where a wrong gradient
 * happens to be right at x, as at a point where it vanishes; this holds them against f.
 *
 * @param value the second derivative
 * @param error how far off it may be
 */
record SecondDifference(double value, double error) {

    private static final int FINEST = 12;

    /** How exact it is to be for something to follow. */
    private static final double PRECISION = 1e-3;

    /**
     * Measures it.
     *
     * @param line along v, with Σ uᵀ·f for its only row
     * @param noise the rounding error of that row's value
     * @return nothing where f decides otherwise than at x, or rounding leaves too little
     */
    static Optional<SecondDifference> of(Line line, double noise) {
        var tableau = new Tableau(1, 4);
        Estimate best = Estimate.NONE;
        for (int k = line.scale().coarsest(); k <= FINEST; k++) {
            if (!line.isSmooth(k)) {
                tableau = new Tableau(1, 4);
                continue;
            }
            double change = line.at(Line.ABOVE, k).values()[0] - 2 * line.origin().values()[0]
                    + line.at(Line.BELOW, k).values()[0];
            double squared = line.step(k) * line.step(k);
            tableau.add(new double[]{change / squared});
            if (tableau.hasEstimates()) {
                best = best.or(new Estimate(tableau.value(0), tableau.error(0) + 4 * noise / squared, k));
            }
        }
        return best.error() <= PRECISION * Math.abs(best.value())
                ? Optional.of(new SecondDifference(best.value(), best.error()))
                : Optional.empty();
    }

    /** Whether the analytic value is clearly another one. */
    boolean contradicts(double analytic) {
        double scale = Math.max(Math.abs(analytic), Math.abs(value));
        return Tolerance.isClear(Math.abs(analytic - value), Tolerance.agreement(error, scale));
    }
}
