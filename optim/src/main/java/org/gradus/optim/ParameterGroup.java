package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.OptionalDouble;
import org.gradus.core.Parameter;

/**
 * Parameters that an optimiser treats alike; how can change between steps.
 *
 * @param <O> the optimiser's options
 */
public final class ParameterGroup<O extends OptimizerOptions<O>> {

    private final ImmutableList<Parameter> parameters;
    private O options;
    private OptionalDouble initialLearningRate = OptionalDouble.empty();

    /**
     * A group of parameters and how to treat them.
     *
     * @throws IllegalArgumentException if there are none, or the options do not go together
     */
    public ParameterGroup(List<Parameter> parameters, O options) {
        checkArgument(!parameters.isEmpty(), "[optimizer] a group needs at least one parameter, but none came");
        options.checkTogether();
        this.parameters = ImmutableList.copyOf(parameters);
        this.options = options;
    }

    /** The parameters, in the order in which they are updated. */
    public ImmutableList<Parameter> parameters() {
        return parameters;
    }

    /** How they are treated from the next step on. */
    public O options() {
        return options;
    }

    /** Treats them otherwise from the next step on. @throws IllegalArgumentException if the options do not go together */
    public void setOptions(O options) {
        options.checkTogether();
        this.options = options;
    }

    /** The factor by which updates are scaled. */
    public double learningRate() {
        return options.learningRate();
    }

    /** Scales updates by another factor from now on. @throws IllegalArgumentException if it is negative or not finite */
    public void setLearningRate(double value) {
        setOptions(options.withLearningRate(value));
    }

    /** The learning rate that schedules start from: the one that the group had when the first of them came, if one came. */
    public OptionalDouble initialLearningRate() {
        return initialLearningRate;
    }

    void setInitialLearningRate(OptionalDouble value) {
        initialLearningRate = value;
    }

    /** Notes the present learning rate as the initial one, unless a schedule has done so before. */
    double startSchedule() {
        if (initialLearningRate.isEmpty()) {
            initialLearningRate = OptionalDouble.of(learningRate());
        }
        return initialLearningRate.getAsDouble();
    }
}
