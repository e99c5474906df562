package org.gradus.core;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One recorded operation: what was applied, to what, in which order, and the values that its backward rule will read. */
public final class Node extends Origin {

    private final long sequence;
    private final Op op;
    private final TensorType type;
    private final int[] versions;
    private final @Nullable StackTraceElement recordedAt = Anomaly.isDetecting() ? Anomaly.callerOfOp() : null;
    private @Nullable List<Tensor> inputs;
    private @Nullable Tensor output;
    private volatile @Nullable Checkpoint checkpoint = Checkpoint.current();
    private final int place = checkpoint == null ? -1 : checkpoint.enlist();
    private List<Origin> releasedOrigins = List.of();

    private Node(long sequence, Op op, TensorType type, List<Tensor> inputs, int[] versions) {
        this.sequence = sequence;
        this.op = op;
        this.type = type;
        this.inputs = inputs;
        this.versions = versions;
    }

    /** Records an operation and gives its output, bound to the new node. */
    static Tensor record(long sequence, Op op, TensorType type, Object result, List<Tensor> inputs) {
        Saves saves = Saves.NOTHING;
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).requiresGrad()) {
                saves = saves.and(op.saves(i));
            }
        }
        boolean repeatable = Checkpoint.current() != null;
        var kept = ImmutableList.<Tensor>builderWithExpectedSize(inputs.size());
        int[] versions = new int[inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            Tensor input = inputs.get(i);
            boolean read = saves.readsInput(i) && (!repeatable || input instanceof Parameter);
            kept.add(read ? input : input.withoutData());
            versions[i] = read ? input.version() : 0;
        }
        Node node = new Node(sequence, op, type, kept.build(), versions);
        Tensor output = new Tensor(type, result, node);
        node.output = saves.output() && !repeatable ? output : output.withoutData();
        Checkpoint.observe(node);
        return output;
    }

    /** The position in the order of recording, over all threads. */
    public long sequence() {
        return sequence;
    }

    /** The operation with its attributes. */
    public Op op() {
        return op;
    }

    /** The shape and element type of the output. */
    public TensorType type() {
        return type;
    }

    /**
     * What the operation was applied to; inputs whose data the backward rule does not read come without it.
     *
     * @throws IllegalStateException if a backward pass has released the node
     */
    public List<Tensor> inputs() {
        if (checkpoint != null) {
            complete();
        }
        return edges();
    }

    /** Has the checkpoint give what was not kept, once, however many threads go back through the graph. */
    private synchronized void complete() {
        Checkpoint outstanding = checkpoint;
        if (outstanding != null) {
            Node twin = outstanding.repeated(place, op);
            inputs = Streams.zip(edges().stream(), twin.edges().stream(), Node::completed).toList();
            output = completed(Objects.requireNonNull(output), Objects.requireNonNull(twin.output));
            checkpoint = null;
            twin.release();
        }
    }

    private static Tensor completed(Tensor kept, Tensor repeated) {
        return kept.hasData() || !repeated.hasData() ? kept : kept.withDataOf(repeated);
    }

    /**
     * What the operation was applied to, with whatever data is at hand.
     *
     * @throws IllegalStateException if a backward pass has released the node
     */
    List<Tensor> edges() {
        checkState(inputs != null,
                "[%s] the values saved for this operation were released by an earlier backward pass; run that one with GradOptions.DEFAULT.withRetainGraph(true)",
                op.name());
        return inputs;
    }

    /** Whether a backward pass has let go of the saved values. */
    public boolean isReleased() {
        return inputs == null;
    }

    /** The line of the program that called the operation, known only if recorded within {@link Tape#detectAnomaly}. */
    public @Nullable StackTraceElement recordedAt() {
        return recordedAt;
    }

    @Nullable
    Tensor vjp(int argument, Tensor upstream) {
        List<Tensor> saved = inputs();
        return op.vjp(argument, upstream, Objects.requireNonNull(output), saved);
    }

    /** Refuses to go back through a parameter that changed after this operation read it. */
    void checkVersions() {
        List<Tensor> inputs = edges();
        for (int i = 0; i < versions.length; i++) {
            if (inputs.get(i) instanceof Parameter parameter) {
                checkState(parameter.version() == versions[i],
                        "[%s] parameter '%s' %s was changed %s time(s) since this operation read it; run backward before the optimiser's step, or forward again after it",
                        op.name(), parameter.name(), parameter.type(), parameter.version() - versions[i]);
            }
        }
    }

    /**
     * What a gradient goes on to: the origin of every input that requires one. Origins outlast {@link #release}, so that
     * a part of a graph that can no longer be gone through is not taken for one that leads nowhere.
     */
    List<Origin> origins() {
        if (inputs == null) {
            return releasedOrigins;
        }
        List<Origin> origins = new ArrayList<>(inputs.size());
        for (Tensor input : inputs) {
            if (input.origin() != null) {
                origins.add(input.origin());
            }
        }
        return origins;
    }

    /** The values that are kept for the backward rule; none if it is released, or a checkpoint will compute them again. */
    Stream<Tensor> saved() {
        return inputs == null || output == null
                ? Stream.of()
                : Stream.concat(inputs.stream(), Stream.of(output)).filter(Tensor::hasData);
    }

    void release() {
        releasedOrigins = origins();
        inputs = null;
        output = null;
        checkpoint = null;
    }

    /** The operation, its attributes and the type of its output. */
    @Override
    public String toString() {
        return "#" + sequence + " " + op.name() + " → " + type;
    }
}
