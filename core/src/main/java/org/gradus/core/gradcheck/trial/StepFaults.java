package org.gradus.core.gradcheck.trial;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Interceptor;
import org.gradus.core.Op;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;

/** Faults of one operation within a backward rule. */
final class StepFaults {

    private static final List<TensorFault> OF_RESULT = List.of(TensorFault.NEGATED, TensorFault.DOUBLED,
            TensorFault.COARSE, TensorFault.ROLLED, TensorFault.LAST_MISSING, TensorFault.DETACHED);

    private StepFaults() {}

    /**
     * The faults of one operation of a rule.
     *
     * @param number its place among the rule's operations
     */
    static List<Fault> of(Step step, int number, boolean last) {
        List<Fault> faults = new ArrayList<>();
        Class<? extends Op> type = step.op().getClass();
        String where = "step %s, %s: ".formatted(number + 1, step.op().name());
        if (!last) {
            for (TensorFault fault : OF_RESULT) {
                faults.add(fault(fault.kind(), where + "result " + fault, number, type,
                        (op, inputs) -> fault.apply(op.apply(inputs))));
            }
        }
        List<Alternative> alternatives = Alternative.of(step.op(), step.inputs().size());
        for (int i = 0; i < alternatives.size(); i++) {
            int choice = i;
            Alternative alternative = alternatives.get(i);
            faults.add(fault(alternative.kind(), where + alternative.name(), number, type,
                    (op, inputs) -> Alternative.of(op, inputs.length).get(choice).result().apply(List.of(inputs))));
        }
        return faults;
    }

    private static Fault fault(FaultKind kind, String name, int number, Class<? extends Op> type, Interceptor change) {
        return new Fault(kind, name, call -> {
            OneStep step = new OneStep(number, type, change);
            Tensor gradient = Tape.intercepting(step, call::gradient);
            return step.changed ? gradient : null;
        });
    }

    /** Changes the operation of one number, if it is of one class and the change makes sense. */
    private static final class OneStep implements Interceptor {

        private final int number;
        private final Class<? extends Op> type;
        private final Interceptor change;
        private int applied;
        private boolean changed;

        OneStep(int number, Class<? extends Op> type, Interceptor change) {
            this.number = number;
            this.type = type;
            this.change = change;
        }

        @Override
        public Tensor apply(Op op, Tensor... inputs) {
            Tensor other = applied++ == number && op.getClass() == type ? change.apply(op, inputs) : null;
            changed |= other != null;
            return other == null ? op.apply(inputs) : other;
        }
    }
}
