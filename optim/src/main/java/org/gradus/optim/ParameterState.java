package org.gradus.optim;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;

/**
 * What an optimiser keeps for one parameter from step to step: how many there were, tensors of the parameter's shape and
 * type, and numbers.
 */
public final class ParameterState {

    private final Parameter parameter;
    private final Map<String, Parameter> tensors = new LinkedHashMap<>();
    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private long step;

    ParameterState(Parameter parameter) {
        this.parameter = parameter;
    }

    /** The parameter. */
    public Parameter parameter() {
        return parameter;
    }

    /** The number of the step: 1 in the first. */
    public long step() {
        return step;
    }

    void setStep(long value) {
        step = value;
    }

    /** Whether a tensor of this name is kept yet. */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** The tensor kept under a name; zeros at first. */
    public Parameter tensor(String name) {
        return tensor(name, 0);
    }

    /** The tensor kept under a name; at first, all its elements have this value. */
    public Parameter tensor(String name, double initial) {
        Parameter kept = tensors.get(name);
        return kept == null
                ? set(name, Tensor.full(parameter.shape(), initial, parameter.dtype()))
                : kept;
    }

    /** Keeps a copy of a tensor under a name. @return the copy */
    Parameter set(String name, Tensor values) {
        Parameter kept = new Parameter(values).requiresGrad(false);
        kept.setName(parameter.name().isEmpty() ? name : parameter.name() + ": " + name);
        tensors.put(name, kept);
        return kept;
    }

    /** The number kept under a name, or if there is none yet, this one. */
    public double number(String name, double initial) {
        return numbers.getOrDefault(name, initial);
    }

    /** Keeps a number under a name. */
    public void setNumber(String name, double value) {
        numbers.put(name, value);
    }

    ImmutableMap<String, Parameter> tensors() {
        return ImmutableMap.copyOf(tensors);
    }

    ImmutableMap<String, Double> numbers() {
        return ImmutableMap.copyOf(numbers);
    }
}
