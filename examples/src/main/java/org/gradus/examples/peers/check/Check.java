package org.gradus.examples.peers.check;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.Autograd;
import org.gradus.core.DType;
import org.gradus.core.GradOptions;
import org.gradus.core.Tensor;
import org.gradus.examples.peers.process.Peer;
import org.gradus.examples.peers.process.PeerFailure;
import org.gradus.examples.peers.wire.Answer;
import org.gradus.examples.peers.wire.Operand;
import org.gradus.examples.peers.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * One case computed by both sides in FLOAT64 and in FLOAT32, and compared: results and, for one random cotangent, every
 * first-order gradient.
 *
 * <p>
 * In FLOAT64 the unit τ is 10⁻⁹. In FLOAT32 it is 8ε·√t with ε = 2⁻²³, t the products or sums that one result is made
 * of, and beside it four times the peer's own error is allowed, which is how far its FLOAT32 results are from its FLOAT64
 * ones: where a formula loses digits, both sides may lose them.
 */
final class Check {

    private static final double UNIT64 = 1e-9;
    private static final double UNIT32 = 8 * 0x1p-23;

    private final Operation operation;
    private final Draw draw;
    private final Drawn drawn;
    private final List<String> complaints = new ArrayList<>();
    private int tensors;
    private double worst64;
    private double worst32;
    private @Nullable List<Tensor> cotangents;
    private @Nullable List<Tensor> precise;

    private Check(Operation operation, long seed, long index) {
        this.operation = operation;
        draw = operation.draw(seed, index);
        drawn = draw.drawn();
    }

    /** Compares one case. */
    static Verdict run(Operation operation, long seed, long index, Peer peer) {
        var check = new Check(operation, seed, index);
        boolean answered = check.compare(peer);
        return new Verdict(check.tensors, check.worst64, check.worst32, List.copyOf(check.complaints), answered);
    }

    /** The case in words, without its numbers. */
    static String describe(Operation operation, long seed, long index) {
        Drawn drawn = operation.draw(seed, index).drawn();
        return new Request(operation.name(), drawn.attributes(), drawn.inputs(), List.of()).toString();
    }

    private boolean compare(Peer peer) {
        try {
            compare(DType.FLOAT64, peer);
            if (drawn.hasFloats() && complaints.isEmpty()) {
                compare(DType.FLOAT32, peer);
            }
            return true;
        } catch (PeerFailure failure) {
            complaints.add(failure.getMessage());
            return false;
        }
    }

    private void compare(DType dtype, Peer peer) throws PeerFailure {
        ImmutableList<Operand> inputs = drawn.inputs(dtype);
        Answer.Values ours = attempt(inputs, dtype);
        List<Tensor> upstream = cotangents == null ? List.of() : in(dtype, cotangents);
        Answer answer = peer.ask(new Request(operation.name(), drawn.attributes(), inputs, upstream));
        switch (answer) {
            case Answer.Values theirs when ours != null -> compare(dtype, ours, theirs);
            case Answer.Values _ -> complaints.add(dtype + ": PyTorch computes it");
            case Answer.Refusal refusal -> complaints.add(dtype + ": PyTorch refuses: " + refusal.reason());
            case Answer.Words words -> complaints.add(dtype + ": PyTorch says " + words.words());
        }
    }

    private Answer.@Nullable Values attempt(List<Operand> inputs, DType dtype) {
        try {
            return gradus(inputs, dtype);
        } catch (RuntimeException e) {
            complaints.add(dtype + ": Gradus refuses: " + e);
            return null;
        }
    }

    private Answer.Values gradus(List<Operand> operands, DType dtype) {
        ImmutableList<Tensor> inputs = operands.stream()
                .map(operand -> operand.value().requiresGrad(operand.differentiable()))
                .collect(ImmutableList.toImmutableList());
        List<Tensor> outputs = operation.gradus().apply(new Operands(inputs, drawn.attributes()));
        List<Tensor> leaves = inputs.stream().filter(Tensor::requiresGrad).toList();
        List<Tensor> floating = outputs.stream().filter(output -> output.dtype().isFloatingPoint()).toList();
        if (leaves.isEmpty() || floating.isEmpty()) {
            return new Answer.Values(outputs, List.of());
        }
        if (cotangents == null) {
            cotangents = floating.stream().map(output -> draw.numbers(output.shape(), Domain.ANY)).toList();
        }
        return new Answer.Values(outputs, gradients(leaves, floating, in(dtype, cotangents)));
    }

    private static List<Tensor> gradients(List<Tensor> leaves, List<Tensor> outputs, List<Tensor> upstream) {
        List<Tensor> recorded = new ArrayList<>();
        List<Tensor> theirCotangents = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).requiresGrad()) {
                recorded.add(outputs.get(i));
                theirCotangents.add(upstream.get(i).to(outputs.get(i).dtype()));
            }
        }
        return recorded.isEmpty()
                ? List.of()
                : Autograd.grad(recorded, leaves, GradOptions.DEFAULT.withAllowUnused(true)
                        .withCotangents(theirCotangents.toArray(Tensor[]::new)));
    }

    private static List<Tensor> in(DType dtype, List<Tensor> tensors) {
        return tensors.stream().map(tensor -> Drawn.as(dtype, tensor)).toList();
    }

    private void compare(DType dtype, Answer.Values ours, Answer.Values theirs) {
        int results = ours.outputs().size();
        int gradients = ours.gradients().size();
        if (results != theirs.outputs().size() || gradients != theirs.gradients().size()) {
            complaints.add("%s: Gradus gives %s results and %s gradients, PyTorch %s and %s".formatted(dtype, results,
                    gradients, theirs.outputs().size(), theirs.gradients().size()));
            return;
        }
        List<Tensor> left = all(ours);
        List<Tensor> right = all(theirs);
        for (int i = 0; i < left.size(); i++) {
            boolean result = i < results;
            var allowance = new Difference.Allowance(
                    result ? operation.closeness() : operation.closeness().ofGradients(), unit(dtype, right.get(i)),
                    precise == null ? null : precise.get(i));
            judge(dtype, result ? "result " + i : "gradient " + (i - results),
                    Difference.of(left.get(i), right.get(i), allowance));
        }
        precise = right;
    }

    private static List<Tensor> all(Answer.Values values) {
        return Stream.concat(values.outputs().stream(), values.gradients().stream()).toList();
    }

    private void judge(DType dtype, String what, Difference difference) {
        tensors++;
        if (dtype == DType.FLOAT64) {
            worst64 = Math.max(worst64, difference.worst());
        } else {
            worst32 = Math.max(worst32, difference.worst());
        }
        if (difference.complaint() != null) {
            complaints.add("%s: %s %s".formatted(dtype, what, difference.complaint()));
        }
    }

    /** τ for one tensor: a broadcast operand's gradient is a sum over all that it was broadcast to. */
    private double unit(DType dtype, Tensor tensor) {
        if (dtype == DType.FLOAT64) {
            return UNIT64;
        }
        long largest = cotangents == null ? 1 : cotangents.stream().mapToLong(Tensor::numel).max().orElse(1);
        double terms = (double) drawn.terms() * Math.max(1, largest / Math.max(1, tensor.numel()));
        return UNIT32 * Math.sqrt(terms);
    }
}
