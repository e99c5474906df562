package org.gradus.core.gradcheck.trial;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.gradus.core.Interceptor;
import org.gradus.core.Op;
import org.gradus.core.Tensor;

/** Gives ops of one class a backward rule with a fault in it, for one argument. */
final class Mutation implements Interceptor {

    private static final ScopedValue<Boolean> SPARED = ScopedValue.newInstance();

    private final Class<? extends Op> type;
    private final int argument;
    private final Fault fault;
    private final AtomicLong calls = new AtomicLong();

    Mutation(Class<? extends Op> type, int argument, Fault fault) {
        this.type = type;
        this.argument = argument;
        this.fault = fault;
    }

    /** Computes with ops whose rules are all right: what a fault itself is made of. */
    static <T> T sparing(Supplier<T> body) {
        return ScopedValue.where(SPARED, true).call(body::get);
    }

    @Override
    public Tensor apply(Op op, Tensor... inputs) {
        boolean mutated = op.getClass() == type && !SPARED.isBound();
        return (mutated ? new RuledOp(op, (position, upstream, output, saved) -> {
            var call = new VjpCall(op, position, upstream, output, saved, calls.getAndIncrement());
            return position == argument ? fault.vjp(call) : call.gradient();
        }) : op).apply(inputs);
    }
}
