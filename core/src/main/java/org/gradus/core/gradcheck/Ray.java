package org.gradus.core.gradcheck;

import com.google.common.primitives.ImmutableDoubleArray;

/** A direction among all elements of a function's inputs, or of its outputs, in which its Jacobian is looked at. */
sealed interface Ray {

    /** What reports call it. */
    Place place();

    /** w·values, w being this direction. */
    double dot(double[] values);

    /** Σ |w·value|, to which the rounding error of {@link #dot} is in proportion. */
    double size(double[] values);

    /** w itself. */
    double[] weights(int length);

    /** One element alone. */
    record Unit(Place place, int position) implements Ray {

        @Override
        public double dot(double[] values) {
            return values[position];
        }

        @Override
        public double size(double[] values) {
            return Math.abs(values[position]);
        }

        @Override
        public double[] weights(int length) {
            double[] weights = new double[length];
            weights[position] = 1;
            return weights;
        }
    }

    /**
     * Many elements at once.
     *
     * @param everywhere whether all play a part, rather than those of one variable
     */
    record Combination(Place place, ImmutableDoubleArray elements, boolean everywhere) implements Ray {

        @Override
        public double dot(double[] values) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += elements.get(i) * values[i];
            }
            return sum;
        }

        @Override
        public double size(double[] values) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += Math.abs(elements.get(i) * values[i]);
            }
            return sum;
        }

        @Override
        public double[] weights(int length) {
            return elements.toArray();
        }
    }
}
