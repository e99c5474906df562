package org.gradus.core.gradcheck.trial;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Op;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.gradcheck.table.OpRow;

/**
 * A backward rule as it was seen at work in a row of the op table.
 *
 * @param call how it was called
 * @param gradient what it gave
 * @param steps the operations by which
 */
record Sighting(OpRow row, int size, VjpCall call, Tensor gradient, ImmutableList<Step> steps) {

    /** What tells rules apart: whose it is, for which argument of how many, and which operations it consists of. */
    record Rule(Class<? extends Op> type, int argument, int arity, ImmutableList<Class<? extends Op>> steps) {}

    Rule rule() {
        return new Rule(call.op().getClass(), call.argument(), call.inputs().size(),
                steps.stream().<Class<? extends Op>>map(step -> step.op().getClass())
                        .collect(ImmutableList.toImmutableList()));
    }

    /** The rules at work, to first order, in a row; but for those that give no gradient or nothing at all. */
    static List<Sighting> in(OpRow row, int size, long seed) {
        List<Sighting> seen = new ArrayList<>();
        Tape.intercepting((op, inputs) -> new RuledOp(op, (argument, upstream, output, saved) -> {
            var call = new VjpCall(op, argument, upstream, output, saved, 0);
            var steps = ImmutableList.<Step>builder();
            Tensor gradient = Tape.intercepting((step, operands) -> {
                Tensor result = step.apply(operands);
                steps.add(new Step(step, List.of(operands), result));
                return result;
            }, call::gradient);
            if (gradient != null && gradient.numel() > 0 && upstream.numel() > 0) {
                seen.add(new Sighting(row, size, call, gradient, steps.build()));
            }
            return gradient;
        }).apply(inputs), () -> Gradients.upTo(1, row, size, seed));
        return seen;
    }

    /** The faults that the rule can have: of the same rule always the same, in the same order. */
    List<Fault> faults() {
        List<Fault> all = new ArrayList<>(RuleFaults.of(call));
        for (int i = 0; i < steps.size(); i++) {
            all.addAll(StepFaults.of(steps.get(i), i, i == steps.size() - 1));
        }
        return all;
    }

    /** Whether a fault makes sense here and gives what the engine takes. */
    boolean admits(Fault fault) {
        try {
            Tensor faulty = fault.rule().apply(call);
            return faulty != null && isTaken(faulty.type());
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException _) {
            return false;
        }
    }

    private boolean isTaken(TensorType type) {
        return type.equals(gradient.type()) || type.equals(call.input().type());
    }
}
