package org.gradus.core.gradcheck;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A point near the one where a function is checked.
 *
 * @param inputs those differentiated by, with their values at x
 * @param values of each input at this point; null where they are those at x
 * @param offset how far this point is from the one it was moved from, as x was rounded, in units of the direction
 */
record Point(List<Variable> inputs, double @Nullable [][] values, double offset) {

    /** x itself. */
    static Point of(List<Variable> inputs) {
        return new Point(inputs, new double[inputs.size()][], 0);
    }

    /** The point at some distance in a direction of all inputs' elements. */
    Point moved(Ray direction, double distance) {
        double[][] moved = values.clone();
        double actual = distance;
        int position = 0;
        for (int i = 0; i < moved.length; i++) {
            int numel = inputs.get(i).tensor().numel();
            switch (direction) {
                case Ray.Unit unit -> {
                    int element = unit.position() - position;
                    if (element >= 0 && element < numel) {
                        moved[i] = copy(i);
                        double x = moved[i][element];
                        moved[i][element] = x + distance;
                        actual = moved[i][element] - x;
                    }
                }
                case Ray.Combination combination -> {
                    moved[i] = copy(i);
                    for (int element = 0; element < numel; element++) {
                        moved[i][element] += distance * combination.elements().get(position + element);
                    }
                }
            }
            position += numel;
        }
        return new Point(inputs, moved, actual);
    }

    private double[] copy(int input) {
        return values[input] == null ? inputs.get(input).tensor().toDoubleArray() : values[input].clone();
    }
}
