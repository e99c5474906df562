package org.gradus.core.gradcheck;

import com.google.common.collect.AbstractIterator;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.gradus.core.random.Rng;

/**
 * Rays among the elements of several variables, of which as many are looked at as there is time for: a random direction of
 * all elements and one of each variable's, then single elements, one variable's after another's, with a random direction
 * of all now and then, until every element has come.
 *
 * <p>
 * Single elements are stratified: fractional parts of multiples of the golden ratio, from a random start, leave no part of a
 * variable out for long (L. Kuipers and H. Niederreiter, <i>Uniform Distribution of Sequences</i>, 1974).
 */
final class Sampling extends AbstractIterator<Ray> {

    /** Random weights are multiples of this, so that points x ± h·v are exact. */
    private static final double GRAIN = 1.0 / 64;

    /** After how many single elements a random direction comes. */
    private static final int SINGLE = 8;

    private final String all;
    private final double[] weights;
    private final Rng rng;
    private final List<Variable> variables = new ArrayList<>();
    private int drawn;
    private int turn;

    /**
     * @param all what reports call the variables together
     * @param weights what a random number is multiplied by, for each element
     */
    Sampling(String all, List<Part> parts, double[] weights, Rng rng) {
        this.all = all;
        this.weights = weights;
        this.rng = rng;
        int first = 0;
        for (Part part : parts) {
            double[] start = new double[1];
            rng.uniform(start, 0, 1);
            variables.add(new Variable(part, first, start[0]));
            first += part.shape().numel();
        }
    }

    /** How many rays say something of every variable. */
    int least() {
        return 1 + 2 * variables.size();
    }

    /** Each element by a random part of its weight. */
    static Ray direction(String name, double[] weights, Rng rng) {
        return direction(name, weights, 0, weights.length, rng);
    }

    private static Ray direction(String name, double[] weights, int from, int to, Rng rng) {
        double[] parts = new double[to - from];
        rng.normal(parts, 0, 1);
        double[] elements = new double[weights.length];
        for (int i = from; i < to; i++) {
            elements[i] = Math.rint(parts[i - from] / GRAIN) * GRAIN * weights[i];
        }
        return new Ray.Combination(Place.direction("a random direction of " + name),
                ImmutableDoubleArray.copyOf(elements), to - from == weights.length);
    }

    @Override
    protected Ray computeNext() {
        int number = drawn++;
        if (number == 0) {
            return direction(all, weights, rng);
        }
        if (number <= variables.size()) {
            Variable variable = variables.get(number - 1);
            return direction(variable.part.name(), weights, variable.first, variable.first + variable.numel, rng);
        }
        if ((number - least()) % (SINGLE + 1) == SINGLE) {
            return direction(all, weights, rng);
        }
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(turn++ % variables.size());
            if (!variable.isExhausted()) {
                return variable.next();
            }
        }
        return endOfData();
    }

    /** The elements of one variable, and which of them were drawn. */
    private static final class Variable {

        private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

        private final Part part;
        private final int first;
        private final int numel;
        private final BitSet taken = new BitSet();
        private double at;

        Variable(Part part, int first, double at) {
            this.part = part;
            this.first = first;
            this.numel = part.shape().numel();
            this.at = at;
        }

        boolean isExhausted() {
            return taken.cardinality() == numel;
        }

        Ray next() {
            at = (at + GOLDEN_RATIO) % 1;
            int element = taken.nextClearBit(Math.min(numel - 1, (int) (at * numel)));
            element = element < numel ? element : taken.nextClearBit(0);
            taken.set(element);
            return new Ray.Unit(part.place(element), first + element);
        }
    }
}
