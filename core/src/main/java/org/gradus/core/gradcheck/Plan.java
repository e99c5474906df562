package org.gradus.core.gradcheck;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.gradus.core.random.Rng;

/**
 * Which rows and columns of a Jacobian are compared.
 *
 * @param rows directions among the outputs' elements
 * @param columns directions among the inputs' elements, the first a random one of all
 * @param shifts directions in which to leave a kink: every element by another part of its size, so that ties are broken
 *        in the order of elements, in the reverse order, and in random ones
 * @param whole whether every element of the Jacobian is compared
 */
record Plan(Rows rows, Iterable<Ray> columns, Supplier<ImmutableList<Ray>> shifts, boolean whole) {

    private static final int RANDOM_SHIFTS = 6;

    /** How many outputs are looked at one by one, and how many random directions of more. */
    private static final int SINGLE_ROWS = 8;
    private static final int RANDOM_ROWS = 4;

    private static final String INPUTS = "the inputs";

    /** Every element, and a random direction of the inputs. */
    static Plan whole(Subject subject, List<Scale> scales, Rng rng) {
        double[] weights = weights(scales);
        return new Plan(allRows(subject),
                Iterables.concat(List.of(Sampling.direction(INPUTS, weights, rng)),
                        units(Variable.parts(subject.differentiated()))),
                shifts(weights, rng), true);
    }

    /** Some rows, and as many columns as there is time for. */
    static Plan sampled(Subject subject, List<Scale> scales, Rng rng, Deadline deadline) {
        double[] weights = weights(scales);
        List<Part> outputs = Variable.parts(subject.outputs());
        int elements = Part.numel(outputs);
        Rows rows = elements <= SINGLE_ROWS ? allRows(subject) : someRows(outputs, elements, rng);
        var columns = new Sampling(INPUTS, Variable.parts(subject.differentiated()), weights, rng);
        return new Plan(rows, () -> deadline.limit(columns, columns.least()), shifts(weights, rng), false);
    }

    private static Rows allRows(Subject subject) {
        ImmutableList<Ray> units = units(Variable.parts(subject.outputs()));
        return new Rows(units, units.size());
    }

    private static Rows someRows(List<Part> outputs, int elements, Rng rng) {
        double[] ones = new double[elements];
        Arrays.fill(ones, 1);
        var rows = ImmutableList.<Ray>builder();
        for (int i = 0; i < RANDOM_ROWS; i++) {
            rows.add(Sampling.direction("the outputs", ones, rng));
        }
        var singles = new Sampling("the outputs", outputs, ones, rng);
        rows.addAll(Iterators.limit(Iterators.filter(singles, Ray.Unit.class), SINGLE_ROWS - RANDOM_ROWS));
        return new Rows(rows.build(), elements);
    }

    /** Every element of these parts by itself. */
    private static ImmutableList<Ray> units(List<Part> parts) {
        var units = ImmutableList.<Ray>builder();
        int position = 0;
        for (Part part : parts) {
            for (int element = 0; element < part.shape().numel(); element++) {
                units.add(new Ray.Unit(part.place(element), position++));
            }
        }
        return units.build();
    }

    private static double[] weights(List<Scale> scales) {
        return scales.stream().mapToDouble(Scale::weight).toArray();
    }

    private static Supplier<ImmutableList<Ray>> shifts(double[] weights, Rng rng) {
        return Suppliers.memoize(() -> {
            int count = weights.length;
            var shifts = ImmutableList.<Ray>builder();
            shifts.add(ordered(weights, i -> (i + 1.0) / count))
                    .add(ordered(weights, i -> (count - i) / (double) count));
            for (int i = 0; i < RANDOM_SHIFTS; i++) {
                shifts.add(Sampling.direction(INPUTS, weights, rng));
            }
            return shifts.build();
        });
    }

    private static Ray ordered(double[] weights, IntToDoubleFunction parts) {
        var elements = ImmutableDoubleArray.builder(weights.length);
        for (int i = 0; i < weights.length; i++) {
            elements.add(parts.applyAsDouble(i) * weights[i]);
        }
        return new Ray.Combination(Place.direction("a direction of " + INPUTS), elements.build(), true);
    }
}
