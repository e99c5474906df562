package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import java.util.function.ToDoubleBiFunction;

/** The rows of a Jacobian that are looked at: directions among the outputs' elements. */
record Rows(ImmutableList<Ray> rays) {

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
