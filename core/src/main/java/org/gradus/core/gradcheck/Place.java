package org.gradus.core.gradcheck;

import com.google.common.base.Joiner;
import com.google.common.primitives.ImmutableIntArray;

/**
 * One element of an input or output of a checked function.
 *
 * @param variable what it belongs to: {@code input 0}, {@code output 1}; from the second order on also
 *        {@code cotangent of output 1} as an input and {@code gradient of input 0} as an output
 * @param number the position of that variable among the inputs or outputs; cotangents follow the inputs proper
 * @param index the coordinates within it, none for a scalar
 */
public record Place(String variable, int number, ImmutableIntArray index) {

    /** Variable and coordinates, {@code input 0 [1,2]}. */
    @Override
    public String toString() {
        return variable + " [" + Joiner.on(',').join(index.asList()) + "]";
    }
}
