package org.gradus.core;

import org.jspecify.annotations.Nullable;

/**
 * A scope whose operations an interceptor is asked for.
 *
 * @param outer the scope that the interceptor itself runs in
 */
record Interception(Interceptor interceptor, @Nullable Interception outer) {

    private static final ScopedValue<@Nullable Interception> CURRENT = ScopedValue.newInstance();

    /** A scope within the current one. */
    static ScopedValue.Carrier scope(Interceptor interceptor) {
        return ScopedValue.where(CURRENT, new Interception(interceptor, current()));
    }

    /** The innermost scope of this thread, or null. */
    static @Nullable Interception current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    Tensor apply(Op op, Tensor[] inputs) {
        return ScopedValue.where(CURRENT, outer).call(() -> interceptor.apply(op, inputs));
    }

    void backward(Node node, Runnable pass) {
        interceptor.backward(node, outer == null ? pass : () -> outer.backward(node, pass));
    }
}
