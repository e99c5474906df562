package org.gradus.core.gradcheck.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gradus.core.DType;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.op.SumOp;
import org.jspecify.annotations.Nullable;

/** Faults of a backward rule as a whole: in what it gives, and in what it reads. */
final class RuleFaults {

    private static final List<TensorFault> OF_UPSTREAM = List.of(TensorFault.CLIPPED, TensorFault.SHRUNK,
            TensorFault.ABSOLUTE, TensorFault.SQUARED, TensorFault.RECTIFIED, TensorFault.DETACHED,
            TensorFault.ROLLED, TensorFault.REVERSED, TensorFault.LAST_MISSING, TensorFault.FIRST_FOR_ALL,
            TensorFault.AVERAGED, TensorFault.ROUNDED);

    private static final List<TensorFault> OF_SAVED = List.of(TensorFault.DETACHED, TensorFault.COARSE,
            TensorFault.ROUNDED, TensorFault.ROLLED, TensorFault.REVERSED, TensorFault.NEGATED);

    private RuleFaults() {}

    /** The faults that a rule can have which is called like this. */
    static List<Fault> of(VjpCall call) {
        List<Fault> faults = new ArrayList<>();
        for (TensorFault fault : TensorFault.values()) {
            faults.add(new Fault(fault.kind(), "gradient " + fault, each -> fault.apply(each.gradient())));
        }
        faults.add(new Fault(FaultKind.REPETITION, "gradient larger by 1e-9 at every call",
                RuleFaults::unrepeatable));
        faults.addAll(ofBroadcast());
        faults.add(new Fault(FaultKind.LINEARITY, "upstream taken for ones",
                each -> each.withUpstream(Tensor.full(each.upstream().shape(), 1, each.upstream().dtype()))
                        .gradient()));
        for (TensorFault fault : OF_UPSTREAM) {
            faults.add(new Fault(fault.kind(), "upstream " + fault,
                    each -> replaced(fault.apply(each.upstream()), each::withUpstream)));
        }
        faults.addAll(ofSaved(call));
        return faults;
    }

    private static @Nullable Tensor unrepeatable(VjpCall call) {
        Tensor gradient = call.gradient();
        return gradient == null ? null : gradient.mul(1 + 1e-9 * (call.number() + 1));
    }

    /** What goes wrong where an argument was broadcast: its gradient is the sum over all that it was repeated for. */
    private static List<Fault> ofBroadcast() {
        return List.of(
                new Fault(FaultKind.SUM, "gradient of the first repetition alone", call -> unsummed(call, g -> {
                    while (g.shape().rank() > call.input().shape().rank()) {
                        g = g.select(0, 0);
                    }
                    for (int d = 0; d < g.shape().rank(); d++) {
                        g = call.input().size(d) == 1 ? g.narrow(d, 0, 1) : g;
                    }
                    return g;
                })),
                new Fault(FaultKind.SUM, "gradient averaged over the repetitions", call -> unsummed(call,
                        g -> SumOp.sumTo(g, call.input().shape()).mul(call.input().numel() / (double) g.numel()))),
                new Fault(FaultKind.SUM, "gradient of all repetitions but the last", call -> unsummed(call, g -> {
                    int d = 0;
                    int added = g.shape().rank() - call.input().shape().rank();
                    while (d >= added && call.input().size(d - added) == g.size(d)) {
                        d++;
                    }
                    return SumOp.sumTo(g.narrow(d, 0, g.size(d) - 1), call.input().shape());
                })));
    }

    private static @Nullable Tensor unsummed(VjpCall call, Function<Tensor, Tensor> fault) {
        Tensor gradient = call.gradient();
        return gradient == null || gradient.numel() <= call.input().numel() || call.input().numel() == 0
                ? null
                : fault.apply(gradient);
    }

    /** What goes wrong with what the rule reads of inputs and output, and arguments taken for each other. */
    private static List<Fault> ofSaved(VjpCall call) {
        List<Fault> faults = new ArrayList<>();
        Saves saves = call.op().saves(call.argument());
        int count = call.inputs().size();
        for (int i = 0; i < count; i++) {
            int input = i;
            if (i != call.argument()) {
                faults.add(new Fault(FaultKind.EXCHANGE, "the rule of argument " + i,
                        each -> each.inputs().get(input).dtype() == DType.INT64
                                ? null
                                : each.withArgument(input).gradient()));
            }
            if ((saves.inputs() >> i & 1) == 0) {
                continue;
            }
            for (TensorFault fault : OF_SAVED) {
                faults.add(new Fault(fault.kind(), "input " + i + " " + fault,
                        each -> replaced(fault.apply(each.inputs().get(input)), t -> each.withInput(input, t))));
            }
            for (int j = 0; j < count; j++) {
                int other = j;
                if (j != i) {
                    faults.add(new Fault(FaultKind.EXCHANGE, "input " + j + " taken for input " + i,
                            each -> exchanged(each.inputs().get(other), each.inputs().get(input),
                                    t -> each.withInput(input, t))));
                }
            }
            faults.add(new Fault(FaultKind.EXCHANGE, "the output taken for input " + i,
                    each -> exchanged(each.output(), each.inputs().get(input), t -> each.withInput(input, t))));
        }
        if (saves.output()) {
            for (TensorFault fault : OF_SAVED) {
                faults.add(new Fault(fault.kind(), "output " + fault,
                        each -> replaced(fault.apply(each.output()), each::withOutput)));
            }
            faults.add(new Fault(FaultKind.EXCHANGE, "input 0 taken for the output",
                    each -> exchanged(each.inputs().get(0), each.output(), each::withOutput)));
        }
        return faults;
    }

    private static @Nullable Tensor replaced(@Nullable Tensor by, Function<Tensor, VjpCall> where) {
        return by == null ? null : where.apply(by).gradient();
    }

    private static @Nullable Tensor exchanged(Tensor by, Tensor what, Function<Tensor, VjpCall> where) {
        return by.type().equals(what.type()) ? where.apply(by).gradient() : null;
    }
}
