package org.gradus.core.gradcheck.trial;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Op;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One call of a backward rule.
 *
 * @param number how many calls of the rule came before
 */
record VjpCall(Op op, int argument, Tensor upstream, Tensor output, List<Tensor> inputs, long number) {

    /** What the op's own rule gives. */
    @Nullable
    Tensor gradient() {
        return op.vjp(argument, upstream, output, inputs);
    }

    Tensor input() {
        return inputs.get(argument);
    }

    VjpCall withArgument(int other) {
        return new VjpCall(op, other, upstream, output, inputs, number);
    }

    VjpCall withUpstream(Tensor other) {
        return new VjpCall(op, argument, other, output, inputs, number);
    }

    VjpCall withOutput(Tensor other) {
        return new VjpCall(op, argument, upstream, other, inputs, number);
    }

    VjpCall withInput(int position, Tensor other) {
        List<Tensor> changed = new ArrayList<>(inputs);
        changed.set(position, other);
        return new VjpCall(op, argument, upstream, output, changed, number);
    }
}
