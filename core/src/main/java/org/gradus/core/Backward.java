package org.gradus.core;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.gradus.core.op.SumOp;
import org.jspecify.annotations.Nullable;

/**
 * One walk back over recorded operations, latest first: when a node's turn comes, everything that used its output has
 * already contributed to its gradient. The walk keeps its own heap, so that the length of a chain is no matter.
 */
final class Backward {

    private final boolean retain;
    private final Predicate<Origin> leads;
    private final Set<Origin> kept;
    private final Set<Origin> reached;
    private final Map<Origin, Tensor> gradients = new LinkedHashMap<>();
    private final PriorityQueue<Node> open = new PriorityQueue<>(Comparator.comparingLong(Node::sequence).reversed());

    private Backward(boolean retain, Predicate<Origin> leads, Set<Origin> kept, Set<Origin> reached) {
        this.retain = retain;
        this.leads = leads;
        this.kept = kept;
        this.reached = reached;
    }

    /** A walk to every leaf. */
    static Backward toLeaves(GradOptions options) {
        return new Backward(options.createGraph() || options.retainGraph(), _ -> true, ImmutableSet.of(),
                ImmutableSet.of());
    }

    /** A walk to some tensors, along those operations alone through which they reach the outputs. */
    static Backward to(List<Tensor> targets, List<Tensor> outputs, GradOptions options) {
        Set<Origin> kept = Sets.newIdentityHashSet();
        targets.forEach(target -> kept.add(origin(target)));
        Set<Origin> leading = Sets.newIdentityHashSet();
        leading.addAll(kept);
        Set<Origin> reached = Sets.newIdentityHashSet();
        outputs.forEach(output -> reached.add(origin(output)));
        for (Node node : Tape.reachable(outputs)) {
            for (Origin origin : node.origins()) {
                reached.add(origin);
                if (leading.contains(origin)) {
                    leading.add(node);
                }
            }
        }
        return new Backward(options.createGraph() || options.retainGraph(), leading::contains, kept, reached);
    }

    private static Origin origin(Tensor tensor) {
        return Objects.requireNonNull(tensor.origin());
    }

    void run(List<Tensor> outputs, List<Tensor> cotangents) {
        for (int i = 0; i < outputs.size(); i++) {
            contribute(outputs.get(i), cotangents.get(i));
        }
        while (!open.isEmpty()) {
            Node node = open.poll();
            Tensor upstream = node.hooked(Objects.requireNonNull(gradients.remove(node)));
            if (kept.contains(node)) {
                gradients.put(node, upstream);
            }
            Interception interception = Interception.current();
            if (interception == null) {
                passOn(node, upstream);
            } else {
                interception.backward(node, () -> passOn(node, upstream));
            }
        }
        gradients.replaceAll((origin, gradient) -> origin instanceof Leaf leaf ? leaf.hooked(gradient) : gradient);
    }

    private void passOn(Node node, Tensor upstream) {
        if (node.origins().stream().noneMatch(leads)) {
            return;
        }
        node.checkVersions();
        List<Tensor> inputs = node.edges();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor input = inputs.get(i);
            if (!input.requiresGrad() || !leads.test(origin(input))) {
                continue;
            }
            Tensor gradient = Anomaly.isDetecting() ? Anomaly.checkedVjp(node, i, upstream) : node.vjp(i, upstream);
            if (gradient != null) {
                contribute(input, unbroadcast(node, i, gradient, input.type()));
            }
        }
        if (!retain) {
            node.release();
        }
    }

    private void contribute(Tensor tensor, Tensor gradient) {
        Origin origin = origin(tensor);
        Tensor sum = gradients.get(origin);
        gradients.put(origin, sum == null ? owned(gradient) : sum.add(gradient));
        if (sum == null && origin instanceof Node node) {
            open.add(node);
        }
    }

    /** A cotangent or saved value that is passed on as it is keeps its own tape, and a parameter its changes. */
    private static Tensor owned(Tensor gradient) {
        return Tape.isRecording() ? gradient : gradient.detach();
    }

    /** Sums a gradient over the dimensions along which the argument was broadcast. */
    private static Tensor unbroadcast(Node node, int argument, Tensor gradient, TensorType expected) {
        Tensor fitting = gradient.shape().equals(expected.shape()) || !fits(gradient.shape(), expected.shape())
                ? gradient
                : SumOp.sumTo(gradient, expected.shape());
        checkState(fitting.type().equals(expected), "[%s] the vjp for argument %s gave %s for an input that is %s",
                node.op().name(), argument, gradient.type(), expected);
        return fitting;
    }

    /** Whether the argument's shape broadcasts to the gradient's. */
    private static boolean fits(Shape gradient, Shape argument) {
        if (argument.rank() > gradient.rank()) {
            return false;
        }
        for (int d = 1; d <= argument.rank(); d++) {
            if (argument.size(-d) != 1 && argument.size(-d) != gradient.size(-d)) {
                return false;
            }
        }
        return true;
    }

    @Nullable
    Tensor gradientOf(Tensor tensor) {
        return gradients.get(origin(tensor));
    }

    /** Whether an output was computed from a target, even if its gradient is zero everywhere. */
    boolean reaches(Tensor target) {
        return reached.contains(origin(target));
    }

    void forEachLeaf(BiConsumer<Leaf, Tensor> action) {
        gradients.forEach((origin, gradient) -> {
            if (origin instanceof Leaf leaf) {
                action.accept(leaf, gradient);
            }
        });
    }
}
