package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.kernel.StripRule;

/**
 * A named leaf whose data can change: a weight, changed by an optimiser between steps.
 *
 * <p>
 * Every change goes through {@link #update} or {@link #set} and counts up a version, so that a backward pass through an
 * older value is an error instead of a wrong gradient.
 */
public final class Parameter extends Tensor {

    private String name = "";
    private int version;

    /** A parameter with a copy of these values, requiring a gradient. */
    public Parameter(Tensor initial) {
        super(initial.type(), Storage.copy(initial.array()), null);
        setLeaf(true);
    }

    /** The name by which messages call it, {@code conv1.weight}; empty until a module registers it. */
    public String name() {
        return name;
    }

    /** Gives the name by which messages call it. */
    public void setName(String name) {
        this.name = name;
    }

    /** Has backward collect a gradient here, or freezes the parameter, which forgets its gradient. */
    @Override
    public Parameter requiresGrad(boolean required) {
        if (required != requiresGrad()) {
            setLeaf(required);
        }
        return this;
    }

    /** A rule that changes a parameter's data in place. */
    public interface Update {

        /**
         * Changes the data.
         *
         * @param data what to change
         * @param operands the data of the operands given to {@link #update}, to be read
         */
        <A> void apply(Kernels<A> kernels, A data, List<A> operands);
    }

    /**
     * Changes the data in place by a rule, from operands of the same shape and type.
     *
     * @throws IllegalArgumentException if an operand has another shape or type
     */
    public void update(Update rule, Tensor... operands) {
        for (Tensor operand : operands) {
            checkType("update", operand);
        }
        version++;
        change(Tape.kernels(dtype()), rule, operands);
    }

    @SuppressWarnings("unchecked") // the types were compared above
    private <A> void change(Kernels<A> kernels, Update rule, Tensor[] operands) {
        List<A> arrays = new ArrayList<>(operands.length);
        for (Tensor operand : operands) {
            arrays.add((A) operand.array());
        }
        rule.apply(kernels, (A) array(), arrays);
    }

    /**
     * Changes the data in place, and the data of others with it, in one pass over memory: the rule finds this parameter's
     * as the first that it changes and the others' behind it, and the operands' as what it reads.
     *
     * @throws IllegalArgumentException if one of the others or an operand has another shape or type, or a parameter would
     *         be changed twice or read too
     */
    public void update(StripRule rule, List<Parameter> others, Tensor... operands) {
        Set<Tensor> distinct = Sets.newIdentityHashSet();
        distinct.add(this);
        for (Tensor each : Iterables.concat(others, Arrays.asList(operands))) {
            checkType("update", each);
            checkArgument(distinct.add(each), "[update] of parameter '%s': a tensor comes twice; each comes once, "
                    + "either to be changed or to be read", name);
        }
        version++;
        others.forEach(other -> other.version++);
        change(Tape.kernels(dtype()), rule, others, operands);
    }

    @SuppressWarnings("unchecked") // the types were compared above
    private <A> void change(Kernels<A> kernels, StripRule rule, List<Parameter> others, Tensor[] operands) {
        List<A> changed = new ArrayList<>(others.size() + 1);
        changed.add((A) array());
        others.forEach(other -> changed.add((A) other.array()));
        List<A> read = new ArrayList<>(operands.length);
        for (Tensor operand : operands) {
            read.add((A) operand.array());
        }
        kernels.apply(rule, changed, read, numel());
    }

    /**
     * Replaces the data by a copy of these values.
     *
     * @throws IllegalArgumentException if they have another shape or type
     */
    public void set(Tensor values) {
        checkType("set", values);
        version++;
        System.arraycopy(values.array(), 0, array(), 0, numel());
    }

    /**
     * Gives this parameter the same values in another floating-point type; its gradient so far is forgotten.
     *
     * @throws IllegalArgumentException if the type carries no gradient
     */
    public void convertTo(DType dtype) {
        checkArgument(dtype.isFloatingPoint(), "[convertTo] parameter '%s' can be float32 or float64, not %s", name,
                dtype);
        if (dtype == dtype()) {
            return;
        }
        version++;
        Tensor converted = detach().to(dtype);
        become(converted.type(), converted.array());
        if (requiresGrad()) {
            setLeaf(true);
        }
    }

    private void checkType(String op, Tensor operand) {
        checkArgument(operand.type().equals(type()), "[%s] parameter '%s' is %s, but %s came", op, name, type(),
                operand.type());
    }

    @Override
    Object shareableArray() {
        return Storage.copy(array());
    }

    @Override
    int version() {
        return version;
    }
}
