package org.gradus.core.gradcheck;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.gradus.core.random.Rng;

/**
 * Which rows and columns of a Jacobian are compared.
 *
 * @param rows directions among the outputs' elements
 * @param columns directions among the inputs' elements
 * @param shifts directions in which to leave a kink: every element by another part of its size, so that ties are broken
 *        in the order of elements, in the reverse order, and in random ones
 */
record Plan(Rows rows, ImmutableList<Ray> columns, Supplier<ImmutableList<Ray>> shifts) {

    /** Random weights are multiples of this, so that points x ± h·v are exact. */
    private static final double GRAIN = 1.0 / 64;

    private static final int RANDOM_SHIFTS = 6;

    /** Every element, and a random direction of the inputs. */
    static Plan whole(Subject subject, List<Scale> scales, Rng rng) {
        return new Plan(new Rows(units(Variable.parts(subject.outputs()))), ImmutableList.<Ray>builder()
                .addAll(units(Variable.parts(subject.differentiated()))).add(random(scales, rng)).build(),
                Suppliers.memoize(() -> shifts(scales, rng)));
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

    private static ImmutableList<Ray> shifts(List<Scale> scales, Rng rng) {
        int count = scales.size();
        var shifts = ImmutableList.<Ray>builder();
        shifts.add(direction(scales, i -> (i + 1.0) / count)).add(direction(scales, i -> (count - i) / (double) count));
        for (int i = 0; i < RANDOM_SHIFTS; i++) {
            shifts.add(random(scales, rng));
        }
        return shifts.build();
    }

    /** Each element by a random part of its size. */
    private static Ray random(List<Scale> scales, Rng rng) {
        double[] drawn = new double[scales.size()];
        rng.normal(drawn, 0, 1);
        return direction(scales, i -> Math.rint(drawn[i] / GRAIN) * GRAIN);
    }

    private static Ray direction(List<Scale> scales, IntToDoubleFunction parts) {
        var weights = ImmutableDoubleArray.builder(scales.size());
        for (int i = 0; i < scales.size(); i++) {
            weights.add(parts.applyAsDouble(i) * scales.get(i).weight());
        }
        return new Ray.Combination(Place.direction("a random direction of the inputs"), weights.build());
    }
}
