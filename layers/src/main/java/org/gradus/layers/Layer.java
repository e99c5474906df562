package org.gradus.layers;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.gradus.core.Tensor;

/**
 * A module that makes one tensor of another: a layer, or a whole model.
 *
 * <p>
 * Subclasses say in {@link #compute} what is computed; callers call {@link #forward}, which also runs the hooks.
 */
public abstract class Layer extends Module {

    private final List<UnaryOperator<Tensor>> preHooks = new CopyOnWriteArrayList<>();
    private final List<ForwardHook> hooks = new CopyOnWriteArrayList<>();

    /** A layer with nothing registered yet, in training mode. */
    protected Layer() {}

    /** What is done with a layer's output each time it has been computed. */
    public interface ForwardHook {

        /** Sees what went in and came out; what it returns takes the output's place. */
        Tensor apply(Tensor input, Tensor output);
    }

    /**
     * Computes the output for a batch.
     *
     * @throws IllegalArgumentException if the input's shape or type does not fit
     */
    public final Tensor forward(Tensor x) {
        return forward(x, this::compute);
    }

    /** Computes another function than the layer's usual one, with the hooks before and after it. */
    final Tensor forward(Tensor x, UnaryOperator<Tensor> function) {
        Tensor input = x;
        for (UnaryOperator<Tensor> hook : preHooks) {
            input = hook.apply(input);
        }
        Tensor output = function.apply(input);
        for (ForwardHook hook : hooks) {
            output = hook.apply(input, output);
        }
        return output;
    }

    /** Whether somebody sees what goes in and comes out. */
    final boolean hasHooks() {
        return !preHooks.isEmpty() || !hooks.isEmpty();
    }

    /** The layer's function, made of tensor operations and of other layers' {@link #forward}. */
    protected abstract Tensor compute(Tensor x);

    /**
     * Has a function see every input before the layer does, and replace it by what it returns.
     *
     * @return takes the hook off again
     */
    public final Runnable registerForwardPreHook(UnaryOperator<Tensor> hook) {
        return register(preHooks, hook::apply);
    }

    /**
     * Has a function see every input with the output made of it, and replace the output by what it returns.
     *
     * @return takes the hook off again
     */
    public final Runnable registerForwardHook(ForwardHook hook) {
        return register(hooks, hook::apply);
    }

    /**
     * Has a function see, and replace by what it returns, the gradient of every recorded output.
     *
     * @return takes the hook off again, for outputs computed from then on
     */
    public final Runnable registerBackwardHook(UnaryOperator<Tensor> hook) {
        return registerForwardHook((_, output) -> {
            if (output.requiresGrad()) {
                output.registerHook(hook);
            }
            return output;
        });
    }

    /** Each registration is an object of its own, so that a hook registered twice is taken off once. */
    private static <H> Runnable register(List<H> hooks, H hook) {
        hooks.add(hook);
        return () -> hooks.remove(hook);
    }
}
