package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.SimpsonIntegrator;
import org.apache.commons.math3.analysis.solvers.BisectionSolver;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * What a check finds that looked at a part of a Jacobian alone.
 *
 * <p>
 * An error E of the Jacobian shows along random directions w of the outputs and v of the inputs as wᵀ·E·v. Of all errors of a
 * size ‖E‖ (Frobenius's norm) those of rank one, a·bᵀ, hide best: they are missed if |wᵀa|·|bᵀv| is below what differences can
 * tell for the largest |wᵀa| and the largest |bᵀv| of those drawn, each the largest of so many normal numbers. Faults that
 * sit in few columns are found by single elements: n of them, drawn at random, miss a part φ of all with probability
 * (1 − φ)ⁿ, and stratified ones rather less.
 *
 * @param directions how many random directions of the inputs were looked at
 * @param smallestError the smallest ‖E‖/‖J‖ that these find, with probability {@value #PROBABILITY}
 * @param singles how many single elements of each input were looked at
 */
public record DetectionPower(int directions, double smallestError, ImmutableList<Singles> singles) {

    /** How probable it is that faults are found. */
    public static final double PROBABILITY = 0.99;

    private static final NormalDistribution NORMAL = new NormalDistribution();

    /** Beyond which normal numbers are not expected. */
    private static final double FAR = 8;

    /** How many elements of an input were looked at one by one. */
    public record Singles(Part input, int count) {

        /** Of what part of the elements the derivatives must be wrong to be found, with probability {@value #PROBABILITY}. */
        public double smallestPart() {
            return count >= input.shape().numel() ? 0 : 1 - Math.pow(1 - PROBABILITY, 1.0 / count);
        }

        @Override
        public String toString() {
            return count >= input.shape().numel()
                    ? "%s: all %,d".formatted(input.name(), count)
                    : "%s: %,d of %,d, which find a fault in %.2g %% of them".formatted(input.name(), count,
                            input.shape().numel(), 100 * smallestPart());
        }
    }

    /**
     * @param rows how many random directions of the outputs were looked at; 0 if every output was by itself
     * @param detectable what an error makes along two directions at least to be found, relative to ‖J‖
     */
    static DetectionPower of(int directions, int rows, double detectable, ImmutableList<Singles> singles) {
        return new DetectionPower(directions, detectable / smallest(directions, rows), singles);
    }

    /** What the product of the largest of so many and the largest of so many normal numbers is below but seldom. */
    private static double smallest(int directions, int rows) {
        UnivariateFunction missed = product -> rows == 0
                ? largestBelow(directions, product)
                : new SimpsonIntegrator().integrate(1 << 20, a -> largestDensity(rows, a)
                        * largestBelow(directions, product / a), 1e-9, FAR);
        return new BisectionSolver(1e-9).solve(1000, product -> missed.value(product) - (1 - PROBABILITY), 0,
                FAR * FAR);
    }

    /** How probable it is that the sizes of so many normal numbers are all below x. */
    private static double largestBelow(int count, double x) {
        return Math.pow(Math.max(0, 2 * NORMAL.cumulativeProbability(x) - 1), count);
    }

    private static double largestDensity(int count, double x) {
        return count * largestBelow(count - 1, x) * 2 * NORMAL.density(x);
    }

    /** What is found, a line for random directions and one for each input. */
    @Override
    public String toString() {
        return "a part was looked at, which finds with a probability of %.0f %%\n    an error of %.1e of the Jacobian, by random directions (%d)\n    %s"
                .formatted(100 * PROBABILITY, smallestError, directions,
                        singles.stream().map(Singles::toString).collect(Collectors.joining("\n    ")));
    }
}
