package org.gradus.core;

import com.google.common.collect.ImmutableSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for NaN behind every operation and every backward rule, where {@link Tape#detectAnomaly} asks for it. */
final class Anomaly {

    private static final ScopedValue<Boolean> DETECTING = ScopedValue.newInstance();
    private static final ImmutableSet<String> MACHINERY = ImmutableSet.of(Tape.class.getName(), Tensor.class.getName(),
            TensorAlgebra.class.getName(), Op.class.getName(), Node.class.getName(), Anomaly.class.getName(),
            Reduction.class.getName(), Autograd.class.getName(), Backward.class.getName(),
            Interception.class.getName());

    private Anomaly() {}

    static ScopedValue.Carrier scope() {
        return Interception.scope(Anomaly::checked).where(DETECTING, true);
    }

    static boolean isDetecting() {
        return DETECTING.orElse(false);
    }

    /** The line that asked for the operation: the first outside of ops, layers and the tape, and of interceptors. */
    static @Nullable StackTraceElement callerOfOp() {
        StackTraceElement caller = null;
        for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
            if (frame.getClassName().equals(Interception.class.getName())) {
                caller = null;
            } else if (caller == null && !isMachinery(frame.getClassName())) {
                caller = frame;
            }
        }
        return caller;
    }

    private static boolean isMachinery(String name) {
        String outer = name.replaceFirst("\\$.*", "");
        return MACHINERY.contains(outer) || outer.startsWith("org.gradus.core.op.")
                || outer.startsWith("org.gradus.layers.") || outer.startsWith("java.");
    }

    private static Tensor checked(Op op, Tensor... inputs) {
        Tensor output = op.apply(inputs);
        if (isDetecting() && hasNaN(output.array()) && Stream.of(inputs).noneMatch(input -> hasNaN(input.array()))) {
            throw new ArithmeticException("[%s] gave NaN in %s from inputs without any, called at %s"
                    .formatted(op.name(), output.type(), callerOfOp()));
        }
        return output;
    }

    /** Computes a gradient; its rule's own operations are not looked at, since it is the rule that is to be named. */
    static @Nullable Tensor checkedVjp(Node node, int argument, Tensor upstream) {
        Tensor gradient = ScopedValue.where(DETECTING, false).call(() -> node.vjp(argument, upstream));
        if (gradient != null && hasNaN(gradient.array()) && !hasNaN(upstream.array())) {
            throw new ArithmeticException(
                    "[%s] the backward rule for argument %d gave NaN in %s from a gradient without any; the operation was recorded at %s"
                            .formatted(node.op().name(), argument, gradient.type(),
                                    node.recordedAt() == null
                                            ? "a place that is not known: record it within detectAnomaly too"
                                            : node.recordedAt()));
        }
        return gradient;
    }

    private static boolean hasNaN(Object array) {
        switch (array) {
            case float[] floats -> {
                for (float value : floats) {
                    if (value != value) {
                        return true;
                    }
                }
            }
            case double[] doubles -> {
                for (double value : doubles) {
                    if (value != value) {
                        return true;
                    }
                }
            }
            default -> {
            }
        }
        return false;
    }
}
