package org.gradus.core.gradcheck.diagnosis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gradus.core.DType;
import org.gradus.core.Node;
import org.gradus.core.Op;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.gradcheck.GradCheckOptions;
import org.gradus.core.gradcheck.GradCheckReport;
import org.gradus.core.gradcheck.Verdict;
import org.gradus.core.op.CustomVjpOp;

/**
 * The operation at fault: the first, in order of recording, whose own gradients are wrong on the inputs that it had.
 *
 * @param node what was recorded
 * @param inputs the types of what it was applied to
 * @param where what the caller calls the place at that moment, such as the module; empty if nothing
 * @param path the operations from an input of the function through this one to an output
 * @param report the check of this operation alone
 */
public record Culprit(Node node, ImmutableList<TensorType> inputs, String where, ImmutableList<String> path,
        GradCheckReport report) {

    private static final int SHOWN_ON_EITHER_SIDE = 4;

    /** An operation applied to inputs of these types; what it was applied to first stands for all. */
    private record Key(Op op, List<TensorType> types) {}

    private record Application(Node node, List<Tensor> inputs, String where) {}

    /**
     * Looks for it. An operation with a rule of the caller's, {@link CustomVjpOp}, computes nothing by itself and is not
     * judged.
     *
     * @param where asked for at each operation
     * @return nothing if each operation is right by itself
     */
    static Optional<Culprit> find(Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs,
            GradCheckOptions options, Supplier<String> where) {
        Map<Key, Application> applications = new LinkedHashMap<>();
        List<Tensor> outputs = Tape.detectAnomaly(() -> Tape.intercepting((op, operands) -> {
            Tensor output = op.apply(operands);
            if (output.node() != null && !(op instanceof CustomVjpOp)) {
                applications.putIfAbsent(new Key(op, types(List.of(operands))),
                        new Application(output.node(), List.of(operands), where.get()));
            }
            return output;
        }, () -> function.apply(inputs)));
        return applications.values().stream().map(application -> judge(application, outputs, options))
                .flatMap(Optional::stream).findFirst();
    }

    private static ImmutableList<TensorType> types(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::type).collect(ImmutableList.toImmutableList());
    }

    private static Optional<Culprit> judge(Application application, List<Tensor> outputs, GradCheckOptions options) {
        List<Tensor> inputs = application.inputs().stream()
                .map(input -> input.requiresGrad() ? input.detach().requiresGrad(true) : input).toList();
        if (inputs.stream().anyMatch(input -> input.dtype() == DType.FLOAT32)) {
            return Optional.empty();
        }
        Op op = application.node().op();
        GradCheckReport report = GradCheck.check(given -> List.of(op.apply(given.toArray(Tensor[]::new))), inputs,
                options);
        return report.verdict() == Verdict.FAILED
                ? Optional.of(new Culprit(application.node(), types(inputs), application.where(),
                        path(application.node(), outputs), report))
                : Optional.empty();
    }

    private static ImmutableList<String> path(Node node, List<Tensor> outputs) {
        List<Node> before = new ArrayList<>();
        for (Node at = parent(node); at != null; at = parent(at)) {
            before.add(at);
        }
        List<Node> after = new ArrayList<>();
        Node at = node;
        for (Node later : Tape.recorded(outputs.toArray(Tensor[]::new))) {
            Node reached = at;
            if (later.inputs().stream().anyMatch(input -> input.node() == reached)) {
                after.add(later);
                at = later;
            }
        }
        var path = ImmutableList.<String>builder();
        add(path, Lists.reverse(before));
        path.add("→ " + node + " ←");
        add(path, after);
        return path.build();
    }

    /** The operation that the first recorded input of another comes from, or null. */
    private static Node parent(Node node) {
        return node.inputs().stream().map(Tensor::node).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static void add(ImmutableList.Builder<String> path, List<Node> nodes) {
        boolean all = nodes.size() <= 2 * SHOWN_ON_EITHER_SIDE;
        for (int i = 0; i < nodes.size(); i++) {
            if (all || i < SHOWN_ON_EITHER_SIDE || i >= nodes.size() - SHOWN_ON_EITHER_SIDE) {
                path.add(nodes.get(i).toString());
            } else if (i == SHOWN_ON_EITHER_SIDE) {
                path.add("…");
            }
        }
    }

    /** The operation, where it was asked for, the way to it, and what its own check found. */
    @Override
    public String toString() {
        var text = new StringBuilder("the operation at fault is ").append(node.op()).append(" of ").append(inputs);
        text.append(where.isEmpty() ? "" : ", in " + where);
        text.append(node.recordedAt() == null ? "" : ", called at " + node.recordedAt());
        text.append("\n  on the tape: ").append(String.join(", ", path));
        report.orders().reversed().stream().findFirst().flatMap(order -> order.worst().stream().findFirst())
                .ifPresent(worst -> text.append("\n  by itself: ").append(worst));
        report.orders().reversed().stream().findFirst().flatMap(order -> order.dense()).map(Symptoms::of)
                .ifPresent(symptoms -> symptoms.forEach(symptom -> text.append("\n  by itself: ").append(symptom)));
        return text.toString();
    }
}
