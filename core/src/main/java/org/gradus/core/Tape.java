package org.gradus.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.gradus.core.kernel.KernelSets;
import org.gradus.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The recording of operations: every op whose input requires a gradient is noted behind its output, in the order of
 * execution, and no global list keeps it alive.
 */
public final class Tape {

    private static final AtomicLong SEQUENCE = new AtomicLong();

    /** What becomes of operations; results of {@code INFERENCE} carry {@link Inferred#MARK}. */
    private enum Mode {
        RECORDING, NO_GRAD, INFERENCE
    }

    private static final ScopedValue<Mode> MODE = ScopedValue.newInstance();

    private Tape() {}

    private static Mode mode() {
        return MODE.orElse(Mode.RECORDING);
    }

    /** Whether this thread records. */
    public static boolean isRecording() {
        return mode() == Mode.RECORDING;
    }

    /**
     * Runs without recording: results require no gradient, and nothing is saved for a backward pass. Within
     * {@link #inference(Runnable)} that stays as it is.
     */
    public static void noGrad(Runnable body) {
        withoutRecording().run(body);
    }

    /** Computes without recording, as {@link #noGrad(Runnable)}. */
    public static <T> T noGrad(Supplier<T> body) {
        return withoutRecording().call(body::get);
    }

    private static ScopedValue.Carrier withoutRecording() {
        return ScopedValue.where(MODE, mode() == Mode.INFERENCE ? Mode.INFERENCE : Mode.NO_GRAD);
    }

    /**
     * Runs without recording, as {@link #noGrad(Runnable)} and as fast, and keeps the results from being taken for part
     * of a later computation that is recorded, through which no gradient would flow: to use one there is an
     * {@link IllegalArgumentException}. {@link Tensor#detach} gives its values as constants that can be used.
     */
    public static void inference(Runnable body) {
        ScopedValue.where(MODE, Mode.INFERENCE).run(body);
    }

    /** Computes without recording, as {@link #inference(Runnable)}. */
    public static <T> T inference(Supplier<T> body) {
        return ScopedValue.where(MODE, Mode.INFERENCE).call(body::get);
    }

    /** Runs with recording on, also within {@link #noGrad(Runnable)} and {@link #inference(Runnable)}. */
    public static void withGrad(Runnable body) {
        ScopedValue.where(MODE, Mode.RECORDING).run(body);
    }

    /** Computes with recording on, as {@link #withGrad(Runnable)}. */
    public static <T> T withGrad(Supplier<T> body) {
        return ScopedValue.where(MODE, Mode.RECORDING).call(body::get);
    }

    /**
     * Runs with every operation and every backward rule checked for NaN, which costs time: the first to make one out of
     * values without any is named, with the line of the program that called it.
     *
     * @throws ArithmeticException if an operation or a backward rule gives NaN
     */
    public static void detectAnomaly(Runnable body) {
        Anomaly.scope().run(body);
    }

    /** Computes with checks for NaN, as {@link #detectAnomaly(Runnable)}. */
    public static <T> T detectAnomaly(Supplier<T> body) {
        return Anomaly.scope().call(body::get);
    }

    /**
     * Runs with an interceptor asked for the result of every operation, of backward rules too: to see what is computed,
     * to measure it, or to compute something else. Of scopes within each other the inner one is asked first.
     *
     * {@snippet :
     * Map<String, Long> nanos = new TreeMap<>();
     * Tape.intercepting((op, inputs) -> {
     *     long start = System.nanoTime();
     *     Tensor output = op.apply(inputs);
     *     nanos.merge(op.name(), System.nanoTime() - start, Long::sum);
     *     return output;
     * }, () -> loss.backward());
     * }
     */
    public static void intercepting(Interceptor interceptor, Runnable body) {
        Interception.scope(interceptor).run(body);
    }

    /** Computes with an interceptor, as {@link #intercepting(Interceptor, Runnable)}. */
    public static <T> T intercepting(Interceptor interceptor, Supplier<T> body) {
        return Interception.scope(interceptor).call(body::get);
    }

    /** Checks, computes and, where an input requires a gradient, records, unless an interceptor does something else. */
    static Tensor record(Op op, Tensor... operands) {
        Interception interception = Interception.current();
        return interception == null ? compute(op, operands) : interception.apply(op, operands);
    }

    private static Tensor compute(Op op, Tensor[] operands) {
        List<Tensor> inputs = List.of(operands);
        TensorType type = op.infer(inputs);
        Mode mode = mode();
        boolean recorded = mode == Mode.RECORDING && type.dtype().isFloatingPoint() && anyRequiresGrad(operands);
        if (recorded) {
            Inferred.checkNone(op, inputs);
        }
        Call<?> call = new Call<>(operands, type);
        compute(op, kernels(computeType(operands, type)), call);
        return recorded
                ? Node.record(SEQUENCE.getAndIncrement(), op, type, call.result(), inputs)
                : new Tensor(type, call.result(), mode == Mode.INFERENCE ? Inferred.MARK : null);
    }

    @SuppressWarnings("unchecked") // the call's arrays are of the type that the kernels were chosen by
    private static <A> void compute(Op op, Kernels<A> kernels, Call<?> call) {
        op.forward(kernels, (Call<A>) call);
    }

    /** The type whose kernels an op runs on: that of its first floating-point input, or else of its first input. */
    private static DType computeType(Tensor[] inputs, TensorType output) {
        for (Tensor input : inputs) {
            if (input.dtype().isFloatingPoint()) {
                return input.dtype();
            }
        }
        return inputs.length > 0 ? inputs[0].dtype() : output.dtype();
    }

    private static boolean anyRequiresGrad(Tensor[] inputs) {
        for (Tensor input : inputs) {
            if (input.requiresGrad()) {
                return true;
            }
        }
        return false;
    }

    static Kernels<?> kernels(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> KernelSets.FLOAT32;
            case FLOAT64 -> KernelSets.FLOAT64;
            case INT64 -> KernelSets.INT64;
            case BOOL -> KernelSets.BOOL;
        };
    }

    /** A question to the kernels about a tensor's data whose answer is no tensor. */
    public interface Query<R> {

        /** Answers it. */
        <A> R ask(Kernels<A> kernels, A data);
    }

    /** Asks the kernels of a tensor's type about its data; nothing is recorded. */
    public static <R> R query(Tensor tensor, Query<R> query) {
        return ask(kernels(tensor.dtype()), tensor, query);
    }

    @SuppressWarnings("unchecked") // the kernels are those of the tensor's type
    private static <A, R> R ask(Kernels<A> kernels, Tensor tensor, Query<R> query) {
        return query.ask(kernels, (A) tensor.array());
    }

    /** Every operation that was recorded on the way to these tensors and is not yet released, in order of recording. */
    public static ImmutableList<Node> recorded(Tensor... results) {
        return reachable(List.of(results)).stream().filter(node -> !node.isReleased())
                .collect(ImmutableList.toImmutableList());
    }

    /** Every node on the way to these tensors, released ones too, in order of recording. */
    static List<Node> reachable(List<Tensor> results) {
        Set<Node> seen = Sets.newIdentityHashSet();
        Deque<Node> open = new ArrayDeque<>();
        for (Tensor result : results) {
            visit(result.node(), seen, open);
        }
        while (!open.isEmpty()) {
            for (Origin origin : open.pop().origins()) {
                visit(origin, seen, open);
            }
        }
        return seen.stream().sorted(Comparator.comparingLong(Node::sequence)).toList();
    }

    private static void visit(@Nullable Origin origin, Set<Node> seen, Deque<Node> open) {
        if (origin instanceof Node node && seen.add(node)) {
            open.push(node);
        }
    }
}
