package org.gradus.optim;

import java.util.List;
import java.util.function.Supplier;
import org.gradus.core.Parameter;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;

/**
 * An optimiser that updates each parameter by its own gradient and what it keeps for it, whatever the others do. One of your
 * own says in {@link #update} how:
 *
 * {@snippet :
 * protected void update(ParameterState state, Tensor gradient, Options options) {
 *     List<Parameter> kept = List.of(state.tensor("mean"));
 *     state.parameter().update(strips -> {
 *         Strip mean = strips.changed(1).lerp(strips.read(0), 0.1);
 *         strips.changed(0).axpby(-options.learningRate(), mean, 1);
 *     }, kept, gradient);
 * }
 * }
 *
 * @param <O> its options, which each group of parameters has for itself
 */
public abstract class PerParameterOptimizer<O extends OptimizerOptions<O>> extends Optimizer<O> {

    /**
     * An optimiser of these groups.
     *
     * @throws IllegalArgumentException if there are none, or a parameter comes twice
     */
    protected PerParameterOptimizer(List<ParameterGroup<O>> groups) {
        super(groups);
    }

    @Override
    public final void step() {
        for (ParameterGroup<O> group : groups()) {
            for (Parameter parameter : group.parameters()) {
                Tensor gradient = parameter.requiresGrad() ? parameter.grad() : null;
                if (gradient != null) {
                    ParameterState state = states().computeIfAbsent(parameter, ParameterState::new);
                    state.setStep(state.step() + 1);
                    update(state, gradient, group.options());
                }
            }
        }
    }

    @Override
    public final Tensor step(Supplier<Tensor> closure) {
        Tensor loss = Tape.withGrad(closure);
        step();
        return loss;
    }

    /**
     * Updates one parameter.
     *
     * @param state what is kept for the parameter, the number of this step included
     * @param gradient of the parameter's shape and type
     * @param options those of the parameter's group
     */
    protected abstract void update(ParameterState state, Tensor gradient, O options);
}
