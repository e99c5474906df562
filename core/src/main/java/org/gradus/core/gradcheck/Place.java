package org.gradus.core.gradcheck;

import com.google.common.base.Joiner;
import com.google.common.primitives.ImmutableIntArray;

/**
 * One element of an input or output of a checked function, or a random direction among all of them.
 *
 * @param variable what it belongs to: {@code input 0}, {@code parameter conv1.weight}, {@code output 1}; from the second order on also
 *        {@code cotangent of output 1} as an input and {@code gradient of input 0} as an output; or what the direction is
 *        called
 * @param number the position of that variable among the inputs or outputs; cotangents follow the inputs proper; −1 for
 *        a direction
 * @param index the coordinates within it, none for a scalar or a direction
 */
public record Place(String variable, int number, ImmutableIntArray index) {

    static Place direction(String name) {
        return new Place(name, -1, ImmutableIntArray.of());
    }

    /** Variable and coordinates, {@code input 0 [1,2]}. */
    @Override
    public String toString() {
        return number < 0 ? variable : variable + " [" + Joiner.on(',').join(index.asList()) + "]";
    }
}
