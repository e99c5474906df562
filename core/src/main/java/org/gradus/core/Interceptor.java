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

    /**
     * Called in the scope when a backward pass goes back through a recorded operation: with all that its rule computes and
     * with the sums of gradients that it contributes to. Unlike {@link #apply} it is not outside of the scope, so that it
     * is asked for these operations too.
     *
     * @param node what is gone back through
     * @param pass does so; to be run once
     */
    default void backward(Node node, Runnable pass) {
        pass.run();
    }
}
