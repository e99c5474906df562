package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradus.core.op.PermuteOp;
import org.gradus.core.op.ReshapeOp;

/**
 * A function at a point, recorded apart from everything else: its derivatives there.
 *
 * @param arguments what it was called with
 * @param outputs what it gave
 * @param recorded whether derivatives are to be differentiable in their turn
 */
record Linearization(ImmutableList<Tensor> arguments, ImmutableList<Tensor> outputs, boolean recorded) {

    /** Calls a function with these inputs, and records it also within noGrad. */
    static Linearization of(String asked, Function<List<Tensor>, List<Tensor>> f, List<Tensor> inputs) {
        ImmutableList<Tensor> arguments = inputs.stream().map(Linearization::argument)
                .collect(ImmutableList.toImmutableList());
        ImmutableList<Tensor> outputs = ImmutableList.copyOf(Tape.withGrad(() -> f.apply(arguments)));
        for (int i = 0; i < outputs.size(); i++) {
            checkArgument(outputs.get(i).dtype().isFloatingPoint(),
                    "[%s] output %s is %s and has no derivative; leave it out, or convert it with to(DType.FLOAT32)",
                    asked, i, outputs.get(i).type());
        }
        return new Linearization(arguments, outputs, inputs.stream().anyMatch(Linearization::isRecorded));
    }

    /** What f is called with: known to the tape apart from x, so that other uses of x within f do not count. */
    private static Tensor argument(Tensor x) {
        return isRecorded(x) ? new ReshapeOp(x.shape()).apply(x) : x.detach().requiresGrad(true);
    }

    private static boolean isRecorded(Tensor x) {
        return Tape.isRecording() && x.requiresGrad();
    }

    /** uᵀ·J, a tensor for each argument: zero where an output or an argument plays no part. */
    ImmutableList<Tensor> vjp(List<Tensor> cotangents) {
        return vjp(cotangents, recorded);
    }

    private ImmutableList<Tensor> vjp(List<Tensor> cotangents, boolean createGraph) {
        checkTypes("vjp", "cotangent", cotangents, "output", outputs);
        List<Tensor> reached = new ArrayList<>();
        List<Tensor> upstream = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).requiresGrad()) {
                reached.add(outputs.get(i));
                upstream.add(cotangents.get(i));
            }
        }
        if (reached.isEmpty()) {
            return arguments.stream().map(Linearization::zeros).collect(ImmutableList.toImmutableList());
        }
        return Autograd.grad(reached, arguments, GradOptions.DEFAULT.withCreateGraph(createGraph).withRetainGraph(true)
                .withAllowUnused(true).withCotangents(upstream.toArray(Tensor[]::new)));
    }

    /** J·v, a tensor for each output: what the transpose of the Jacobian's transpose makes of v. */
    ImmutableList<Tensor> jvp(List<Tensor> tangents) {
        checkTypes("jvp", "tangent", tangents, "input", arguments);
        return transposed().vjp(tangents);
    }

    /** The linear function u ↦ uᵀ·J, whose Jacobian is Jᵀ. */
    private Linearization transposed() {
        ImmutableList<Tensor> u = outputs.stream().map(output -> zeros(output).requiresGrad(true))
                .collect(ImmutableList.toImmutableList());
        return new Linearization(u, vjp(u, true), recorded);
    }

    private static Tensor zeros(Tensor like) {
        return Tensor.full(like.shape(), 0, like.dtype());
    }

    /** ∂output/∂argument for each output and each argument, of the output's dimensions followed by the argument's. */
    ImmutableList<ImmutableList<Tensor>> jacobian() {
        if (numel(arguments) >= numel(outputs) || JacobianRows.areHooked(outputs)) {
            return outputs.stream().map(output -> JacobianRows.of(of(output))).collect(ImmutableList.toImmutableList());
        }
        ImmutableList<ImmutableList<Tensor>> columns = transposed().jacobian();
        return IntStream.range(0, outputs.size()).mapToObj(i -> IntStream.range(0, arguments.size())
                .mapToObj(j -> exchanged(columns.get(j).get(i), arguments.get(j)))
                .collect(ImmutableList.toImmutableList())).collect(ImmutableList.toImmutableList());
    }

    private Linearization of(Tensor output) {
        return new Linearization(arguments, ImmutableList.of(output), recorded);
    }

    private static long numel(List<Tensor> tensors) {
        return tensors.stream().mapToLong(Tensor::numel).sum();
    }

    /** A block of the transposed Jacobian with the argument's dimensions, which come first there, put last. */
    private static Tensor exchanged(Tensor block, Tensor argument) {
        int rank = block.shape().rank();
        int[] order = IntStream.range(0, rank).map(d -> (d + argument.shape().rank()) % rank).toArray();
        return PermuteOp.permute(block, order).to(argument.dtype());
    }

    static void checkTypes(String asked, String what, List<Tensor> given, String of, List<Tensor> expected) {
        checkArgument(given.size() == expected.size(), "[%s] %s %ss need as many %ss, but %s came", asked,
                expected.size(), of, what, given.size());
        for (int i = 0; i < given.size(); i++) {
            checkArgument(given.get(i).type().equals(expected.get(i).type()), "[%s] %s %s is %s, but its %s is %s",
                    asked, of, i, expected.get(i).type(), what, given.get(i).type());
        }
    }
}
