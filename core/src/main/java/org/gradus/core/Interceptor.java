package org.gradus.core;

/** What stands between a program and every operation of a scope; see {@link Tape#intercepting}. */
@FunctionalInterface
public interface Interceptor {

    /**
     * What {@code op.apply(inputs)} gives in the scope. An interceptor is itself outside of its scope: it computes the
     * result by calling {@code op.apply(inputs)}, and may look at it, or apply another op or to other inputs instead.
     *
     * @param op the operation asked for
     * @param inputs what it is to be applied to; they have not been checked yet
     */
    Tensor apply(Op op, Tensor... inputs);
}
