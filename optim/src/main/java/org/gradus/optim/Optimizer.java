package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.List;
import java.util.Set;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;

/**
 * Changes parameters by their gradients.
 *
 * <pre>{@code
 * optimizer.zeroGrad();
 * loss.forward(model.forward(x), labels).backward();
 * optimizer.step();
 * }</pre>
 *
 * @param <O> its options, which each group of parameters has for itself
 */
public abstract class Optimizer<O extends OptimizerOptions<O>> {

    private final ImmutableList<ParameterGroup<O>> groups;

    /**
     * An optimiser of these groups.
     *
     * @throws IllegalArgumentException if there are none, or a parameter comes twice
     */
    protected Optimizer(List<ParameterGroup<O>> groups) {
        checkArgument(!groups.isEmpty(), "[optimizer] needs at least one group of parameters, but none came");
        Set<Parameter> seen = Sets.newIdentityHashSet();
        for (ParameterGroup<O> group : groups) {
            for (Parameter parameter : group.parameters()) {
                checkArgument(seen.add(parameter),
                        "[optimizer] parameter '%s' %s comes twice; each belongs to one group, once", parameter.name(),
                        parameter.type());
            }
        }
        this.groups = ImmutableList.copyOf(groups);
    }

    /** The groups of parameters, whose options can be changed between steps. */
    public final ImmutableList<ParameterGroup<O>> groups() {
        return groups;
    }

    /** Forgets the gradients of all parameters. */
    public final void zeroGrad() {
        for (ParameterGroup<O> group : groups) {
            group.parameters().stream().filter(Tensor::requiresGrad).forEach(Tensor::zeroGrad);
        }
    }

    /** Updates every parameter that has a gradient; one that is frozen, or that no backward pass reached, stays as it is. */
    public final void step() {
        for (ParameterGroup<O> group : groups) {
            for (Parameter parameter : group.parameters()) {
                Tensor gradient = parameter.requiresGrad() ? parameter.grad() : null;
                if (gradient != null) {
                    update(parameter, gradient, group.options());
                }
            }
        }
    }

    /** Updates one parameter; the gradient has its shape and type. */
    protected abstract void update(Parameter parameter, Tensor gradient, O options);
}
