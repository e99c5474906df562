package org.gradus.core.gradcheck.trial;

import java.util.function.Function;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A fault in a backward rule.
 *
 * @param rule the faulty gradient, or null where the fault makes no sense, as a shift of a single number does
 */
record Fault(FaultKind kind, String name, Function<VjpCall, @Nullable Tensor> rule) {

    /** The gradient with the fault in it, where it can be. */
    @Nullable
    Tensor vjp(VjpCall call) {
        Tensor faulty = rule.apply(call);
        return faulty == null ? call.gradient() : faulty;
    }

    @Override
    public String toString() {
        return name;
    }
}
