package org.gradus.models;

import java.util.Collection;
import org.gradus.core.Parameter;

/**
 * How many numbers parameters hold.
 *
 * @param all of them
 * @param trainable those of parameters that require a gradient
 * @param bytes what they take
 */
public record ParameterCount(long all, long trainable, long bytes) {

    static final ParameterCount NONE = new ParameterCount(0, 0, 0);

    static ParameterCount of(Collection<Parameter> parameters) {
        return parameters.stream().map(ParameterCount::of).reduce(NONE, ParameterCount::and);
    }

    static ParameterCount of(Parameter parameter) {
        long numbers = parameter.numel();
        return new ParameterCount(numbers, parameter.requiresGrad() ? numbers : 0,
                numbers * parameter.dtype().bytes());
    }

    ParameterCount and(ParameterCount other) {
        return new ParameterCount(all + other.all, trainable + other.trainable, bytes + other.bytes);
    }
}
