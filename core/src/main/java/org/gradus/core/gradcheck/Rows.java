package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import java.util.function.ToDoubleBiFunction;

/**
 * The rows of a Jacobian that are looked at: directions among the outputs' elements.
 *
 * @param elements how many elements the outputs have
 */
record Rows(ImmutableList<Ray> rays, int elements) {

    /** Whether they are every element of the outputs, one by one and in order. */
    boolean areAllElements() {
        return rays.size() == elements && rays.stream().allMatch(Ray.Unit.class::isInstance);
    }

    /** How many are random directions. */
    int randomOnes() {
        return (int) rays.stream().filter(Ray.Combination.class::isInstance).count();
    }

    /** The combination of all directions with these weights. */
    double[] combined(double[] weights) {
        double[] combined = new double[elements];
        for (int row = 0; row < weights.length; row++) {
            double[] direction = rays.get(row).weights(elements);
            for (int i = 0; i < elements; i++) {
                combined[i] += weights[row] * direction[i];
            }
        }
        return combined;
    }

    int count() {
        return rays.size();
    }

    /** What each row sees of the outputs. */
    double[] of(double[] outputs) {
        return map(Ray::dot, outputs);
    }

    /** How large the numbers are that each row adds up. */
    double[] sizes(double[] outputs) {
        return map(Ray::size, outputs);
    }

    private double[] map(ToDoubleBiFunction<Ray, double[]> function, double[] outputs) {
        double[] values = new double[rays.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = function.applyAsDouble(rays.get(i), outputs);
        }
        return values;
    }
}
