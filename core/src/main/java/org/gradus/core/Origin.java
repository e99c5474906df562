package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Why a tensor requires a gradient, and what identifies it in a backward pass: it is the result of a recorded operation,
 * or a leaf. In the same place, {@link Inferred} says of a tensor that requires none that it must stay so.
 */
abstract sealed class Origin permits Node, Leaf, Inferred {

    private @Nullable List<UnaryOperator<Tensor>> hooks;

    /** Has a function see, and perhaps replace, the gradient once it is complete; the result takes it off again. */
    synchronized Runnable register(UnaryOperator<Tensor> hook) {
        List<UnaryOperator<Tensor>> registered = hooks == null ? new CopyOnWriteArrayList<>() : hooks;
        UnaryOperator<Tensor> unique = hook::apply;
        registered.add(unique);
        hooks = registered;
        return () -> registered.remove(unique);
    }

    /** Whether a function sees the gradient. */
    synchronized boolean isHooked() {
        return hooks != null && !hooks.isEmpty();
    }

    /** The gradient as the hooks leave it, in the order in which they were registered. */
    Tensor hooked(Tensor gradient) {
        List<UnaryOperator<Tensor>> registered;
        synchronized (this) {
            registered = hooks;
        }
        if (registered == null) {
            return gradient;
        }
        Tensor result = gradient;
        for (UnaryOperator<Tensor> hook : registered) {
            result = hook.apply(result);
            checkArgument(result.type().equals(gradient.type()),
                    "[hook] a hook made %s of a gradient that is %s; it must keep shape and type", result.type(),
                    gradient.type());
        }
        return result;
    }
}
