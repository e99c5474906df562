package org.gradus.layers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Knows by hooks which of a model's layers is being computed. */
final class RunningLayer {

    private final Deque<String> running = new ArrayDeque<>();

    /**
     * Watches every {@link Layer} of a model.
     *
     * @return takes the hooks off again
     */
    Runnable watch(Module model) {
        running.clear();
        List<Runnable> hooks = new ArrayList<>();
        model.namedModules().forEach((name, module) -> {
            if (module instanceof Layer layer) {
                hooks.add(layer.registerForwardPreHook(x -> {
                    running.push(name);
                    return x;
                }));
                hooks.add(layer.registerForwardHook((_, output) -> {
                    running.pop();
                    return output;
                }));
            }
        });
        return () -> hooks.forEach(Runnable::run);
    }

    /** Whether none is. */
    boolean isEmpty() {
        return running.isEmpty();
    }

    /** The dotted name of the innermost that is; empty for the model itself, and if none is. */
    String innermost() {
        return running.isEmpty() ? "" : running.peek();
    }

    /** Forgets layers that were left by an exception. */
    void clear() {
        running.clear();
    }
}
