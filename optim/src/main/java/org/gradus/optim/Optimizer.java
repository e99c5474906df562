package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
 * <p>
 * In the formulas of optimisers p is a parameter, g its gradient (negated where the options say to maximise), and t the
 * number of the step, 1 in the first; operations are element by element.
 *
 * @param <O> its options, which each group of parameters has for itself
 */
public abstract class Optimizer<O extends OptimizerOptions<O>> {

    private final List<ParameterGroup<O>> groups = new ArrayList<>();
    private final Set<Parameter> parameters = Sets.newIdentityHashSet();
    private final Map<Parameter, ParameterState> states = new IdentityHashMap<>();

    /**
     * An optimiser of these groups.
     *
     * @throws IllegalArgumentException if there are none, or a parameter comes twice
     */
    protected Optimizer(List<ParameterGroup<O>> groups) {
        checkArgument(!groups.isEmpty(), "[optimizer] needs at least one group of parameters, but none came");
        groups.forEach(this::addParameterGroup);
    }

    /** Optimises another group of parameters from now on. @throws IllegalArgumentException if a parameter comes twice */
    public final void addParameterGroup(ParameterGroup<O> group) {
        Set<Parameter> added = Sets.newIdentityHashSet();
        for (Parameter parameter : group.parameters()) {
            checkArgument(!parameters.contains(parameter) && added.add(parameter),
                    "[optimizer] parameter '%s' %s comes twice; each belongs to one group, once", parameter.name(),
                    parameter.type());
        }
        parameters.addAll(added);
        groups.add(group);
    }

    /** The groups of parameters, whose options can be changed between steps. */
    public final ImmutableList<ParameterGroup<O>> groups() {
        return ImmutableList.copyOf(groups);
    }

    /** Forgets the gradients of all parameters. */
    public final void zeroGrad() {
        for (ParameterGroup<O> group : groups) {
            group.parameters().stream().filter(Tensor::requiresGrad).forEach(Tensor::zeroGrad);
        }
    }

    /**
     * Updates every parameter that has a gradient; one that is frozen, or that no backward pass reached, stays as it is.
     *
     * @throws IllegalStateException if the optimiser has to compute the loss anew, and so needs a closure
     */
    public abstract void step();

    /**
     * Computes a loss and its gradients, and updates every parameter that has one.
     *
     * @param closure forgets the gradients, computes the loss, runs backward and returns the loss
     * @return the loss, from before the update
     */
    public abstract Tensor step(Supplier<Tensor> closure);

    /** What is kept beside the parameters' own states; nothing unless overridden. */
    protected StateDict ownState() {
        return StateDict.NONE;
    }

    /**
     * Checks what {@link #ownState} gave once.
     *
     * @return takes it over
     * @throws IllegalArgumentException if it does not fit
     */
    protected Runnable loaderOf(StateDict own) {
        return () -> {};
    }

    /**
     * The state of the whole optimiser, which later steps do not change: {@code state.0.exp_avg} and so on are what is kept
     * for the first parameter of all groups, {@code param_groups.0.lr} and so on the options of the first group.
     */
    public final StateDict stateDict() {
        return OptimizerState.of(this);
    }

    /**
     * Goes on where a state was taken: with its options, and so that all later steps give the same bits. If anything does not
     * fit, nothing is changed.
     *
     * @throws IllegalArgumentException if the state is another optimiser's, or its groups, parameters, shapes or types are
     *         others, listing all that is wrong; if a value is missing, or out of range
     */
    public final void loadStateDict(StateDict state) {
        OptimizerState.load(this, state);
    }

    final Map<Parameter, ParameterState> states() {
        return states;
    }

    /** Its name and, for each group, the number of parameters and the options. */
    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder(getClass().getSimpleName() + " (");
        for (int i = 0; i < groups.size(); i++) {
            lines.append("\nParameter group %s of %s parameters".formatted(i, groups.get(i).parameters().size()));
            groups.get(i).options().notes().values()
                    .forEach((name, value) -> lines.append("\n    " + name + ": " + value));
        }
        return lines.append("\n)").toString();
    }
}
