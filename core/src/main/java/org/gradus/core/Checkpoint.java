package org.gradus.core;

import static com.google.common.base.Preconditions.checkState;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gradus.core.random.Rng;
import org.gradus.core.random.RngState;
import org.jspecify.annotations.Nullable;

/**
 * Gradient checkpointing: a part of a computation whose intermediate values are not kept for the backward pass but
 * computed again when it gets there, so that memory is exchanged for time.
 *
 * <p>
 * The part must compute the same when it runs again. Draws from the global random generator are repeated, so that dropout
 * drops the same; other side effects, such as updates of running statistics, happen twice.
 *
 * <p>
 * Source: T. Chen, B. Xu, C. Zhang and C. Guestrin, <i>Training Deep Nets with Sublinear Memory Cost</i> (2016).
 */
public final class Checkpoint {

    private static final ScopedValue<@Nullable Checkpoint> CURRENT = ScopedValue.newInstance();
    private static final ScopedValue<Run> REPEATING = ScopedValue.newInstance();

    private final Function<List<Tensor>, List<Tensor>> function;
    private final List<Tensor> inputs;
    private final RngState rng = Rng.global().state();
    private final int place;
    private @Nullable Checkpoint around = current();
    private int operations;
    private int parts;
    private @Nullable Run repeated;

    /** What a function recorded when it ran again: its operations, and the checkpoints within it. */
    private record Run(List<Node> nodes, List<Checkpoint> parts) {}

    /** A checkpoint within another keeps no inputs: they are computed again with what is around it. */
    private Checkpoint(Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs) {
        this.function = function;
        this.inputs = around == null ? List.copyOf(inputs) : List.of();
        this.place = around == null ? -1 : around.parts++;
        if (around == null && REPEATING.isBound()) {
            REPEATING.get().parts.add(this);
        }
    }

    /** f(x), of which only x is kept. */
    public static Tensor checkpoint(UnaryOperator<Tensor> f, Tensor x) {
        return checkpoint(inputs -> List.of(f.apply(inputs.get(0))), List.of(x)).get(0);
    }

    /** f(inputs), of which only the inputs are kept. */
    public static List<Tensor> checkpoint(Function<List<Tensor>, List<Tensor>> f, List<Tensor> inputs) {
        if (!Tape.isRecording()) {
            return f.apply(inputs);
        }
        Checkpoint checkpoint = new Checkpoint(f, inputs);
        return ScopedValue.where(CURRENT, checkpoint).call(() -> f.apply(inputs));
    }

    /** The checkpoint within which operations are being recorded, or null. */
    static @Nullable Checkpoint current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** Counts a recorded operation; gives its place among those of this checkpoint. */
    int enlist() {
        return operations++;
    }

    /** Notes an operation that is recorded while a checkpoint runs again, but for those of checkpoints within it. */
    static void observe(Node node) {
        if (REPEATING.isBound() && current() == null) {
            REPEATING.get().nodes.add(node);
        }
    }

    /** The operation recorded at a place when everything is run again, with the values that were not kept. */
    Node repeated(int place, Op op) {
        List<Node> nodes = repeated().nodes;
        Node twin = place < nodes.size() ? nodes.get(place) : null;
        checkState(twin != null && nodes.size() == operations && twin.op().getClass() == op.getClass(),
                "[checkpoint] run again, the function recorded %s operations, not %s as at first, and %s where %s was; it must do the same both times",
                nodes.size(), operations, twin == null ? "nothing" : twin.op().name(), op.name());
        return twin;
    }

    private synchronized Run repeated() {
        if (repeated == null) {
            repeated = around == null ? repeat() : around.part(place).repeat();
            around = null;
        }
        return repeated;
    }

    /** What took the place of a checkpoint within this one when this one was run again. */
    private Checkpoint part(int index) {
        List<Checkpoint> again = repeated().parts;
        checkState(again.size() == parts,
                "[checkpoint] run again, the function held %s checkpoints, not %s as at first; it must do the same both times",
                again.size(), parts);
        return again.get(index);
    }

    private Run repeat() {
        List<Tensor> again = inputs.stream().map(Checkpoint::cutOff).toList();
        Run run = new Run(new ArrayList<>(), new ArrayList<>());
        Rng global = Rng.global();
        synchronized (global) {
            RngState now = global.state();
            global.restore(rng);
            try {
                ScopedValue.where(CURRENT, null).where(REPEATING, run)
                        .run(() -> Tape.withGrad(() -> function.apply(again)));
            } finally {
                global.restore(now);
            }
        }
        return run;
    }

    private static Tensor cutOff(Tensor input) {
        return input instanceof Parameter || !input.requiresGrad() ? input : input.requiresGrad(true);
    }
}
