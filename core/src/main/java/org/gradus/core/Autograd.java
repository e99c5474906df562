package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gradus.core.op.ConcatOp;
import org.gradus.core.op.Padding;
import org.gradus.core.op.ReshapeOp;

/** Derivatives of what the tape has recorded, by reverse accumulation. */
public final class Autograd {

    private Autograd() {}

    /**
     * Adds Σ uᵀ·∂output/∂leaf to the gradient of every leaf that the outputs were computed from. If it fails, no leaf has
     * changed.
     *
     * @throws IllegalArgumentException if an output was not recorded, is not a scalar and has no cotangent, or a
     *         cotangent has another shape or type than its output
     * @throws IllegalStateException if the graph was released, or a parameter changed since it was recorded
     */
    public static void backward(List<Tensor> outputs, GradOptions options) {
        List<Tensor> cotangents = cotangents("backward", outputs, options);
        Backward pass = Backward.toLeaves(options);
        scope(options, () -> {
            pass.run(outputs, cotangents);
            pass.forEachLeaf(Leaf::accumulate);
        });
    }

    /**
     * The gradients Σ uᵀ·∂output/∂input, one for each input, leaves or results of recorded operations; no leaf's
     * {@link Tensor#grad} is touched.
     *
     * @throws IllegalArgumentException as {@link #backward(List, GradOptions)}, or if an output does not depend on an
     *         input and the options do not allow it
     * @throws IllegalStateException as {@link #backward(List, GradOptions)}
     */
    public static ImmutableList<Tensor> grad(List<Tensor> outputs, List<Tensor> inputs, GradOptions options) {
        for (int i = 0; i < inputs.size(); i++) {
            checkArgument(inputs.get(i).requiresGrad(),
                    "[grad] input %s (%s) does not require a gradient; create it with requiresGrad(true)", i,
                    inputs.get(i).type());
        }
        List<Tensor> cotangents = cotangents("grad", outputs, options);
        Backward pass = Backward.to(inputs, outputs, options);
        scope(options, () -> pass.run(outputs, cotangents));
        List<Tensor> gradients = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor input = inputs.get(i);
            Tensor gradient = pass.gradientOf(input);
            checkArgument(gradient != null || pass.reaches(input) || options.allowUnused(),
                    "[grad] the outputs do not depend on input %s (%s); use withAllowUnused(true) if zeros are meant",
                    i, input.type());
            gradients.add(gradient != null ? gradient : Tensor.full(input.shape(), 0, input.dtype()));
        }
        return ImmutableList.copyOf(gradients);
    }

    /** The gradients of one scalar; see {@link #grad(List, List, GradOptions)}. */
    public static ImmutableList<Tensor> grad(Tensor output, Tensor... inputs) {
        return grad(List.of(output), List.of(inputs), GradOptions.DEFAULT);
    }

    private static void scope(GradOptions options, Runnable body) {
        if (options.createGraph()) {
            Tape.withGrad(body);
        } else {
            Tape.noGrad(body);
        }
    }

    private static List<Tensor> cotangents(String asked, List<Tensor> outputs, GradOptions options) {
        List<Tensor> given = options.cotangents();
        checkArgument(given.isEmpty() || given.size() == outputs.size(),
                "[%s] %s outputs need as many cotangents, but %s came", asked, outputs.size(), given.size());
        List<Tensor> cotangents = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            Tensor output = outputs.get(i);
            checkArgument(output.requiresGrad(),
                    "[%s] output %s (%s) was not recorded: no input of it required a gradient, or it was computed within noGrad",
                    asked, i, output.type());
            if (given.isEmpty()) {
                checkArgument(output.numel() == 1,
                        "[%s] output %s is %s; only a scalar can do without a cotangent: reduce it, or pass one of its shape",
                        asked, i, output.type());
                cotangents.add(Tensor.full(output.shape(), 1, output.dtype()));
            } else {
                checkArgument(given.get(i).type().equals(output.type()),
                        "[%s] output %s is %s, but its cotangent is %s",
                        asked, i, output.type(), given.get(i).type());
                cotangents.add(given.get(i));
            }
        }
        return cotangents;
    }

    /**
     * uᵀ·J, J = ∂f(x)/∂x: one backward pass. As all functional derivatives here, it is itself recorded where an input
     * requires a gradient, so that derivatives of derivatives can be written as they are read, and zero for an input
     * that f does not depend on.
     *
     * @param cotangents u, one of each output's shape
     * @return one tensor of each input's shape
     */
    public static ImmutableList<Tensor> vjp(Function<List<Tensor>, List<Tensor>> f, List<Tensor> inputs,
            List<Tensor> cotangents) {
        List<Tensor> arguments = arguments(inputs);
        return pullBack(recorded(f, arguments), arguments, cotangents, areRecorded(inputs));
    }

    /** uᵀ·J for a function of one tensor; see {@link #vjp(Function, List, List)}. */
    public static Tensor vjp(UnaryOperator<Tensor> f, Tensor x, Tensor cotangent) {
        return vjp(listed(f), List.of(x), List.of(cotangent)).get(0);
    }

    /**
     * J·v, J = ∂f(x)/∂x, by two backward passes: uᵀ·J is linear in u, and J·v is what its gradient with respect to u
     * gives for v.
     *
     * @param tangents v, one of each input's shape
     * @return one tensor of each output's shape
     */
    public static ImmutableList<Tensor> jvp(Function<List<Tensor>, List<Tensor>> f, List<Tensor> inputs,
            List<Tensor> tangents) {
        checkTypes("jvp", "tangent", tangents, "input", inputs);
        List<Tensor> arguments = arguments(inputs);
        List<Tensor> outputs = recorded(f, arguments);
        List<Tensor> u = outputs.stream()
                .map(output -> Tensor.full(output.shape(), 0, output.dtype()).requiresGrad(true)).toList();
        return pullBack(pullBack(outputs, arguments, u, true), u, tangents, areRecorded(inputs));
    }

    /** J·v for a function of one tensor; see {@link #jvp(Function, List, List)}. */
    public static Tensor jvp(UnaryOperator<Tensor> f, Tensor x, Tensor tangent) {
        return jvp(listed(f), List.of(x), List.of(tangent)).get(0);
    }

    /**
     * The Jacobian ∂f(x)/∂x, one backward pass for each element of f(x).
     *
     * @return a tensor of f(x)'s dimensions followed by x's
     */
    public static Tensor jacobian(UnaryOperator<Tensor> f, Tensor x) {
        Tensor argument = argument(x);
        Tensor y = recorded(listed(f), List.of(argument)).get(0);
        Tensor elements = y.reshape(-1);
        List<Tensor> rows = new ArrayList<>();
        for (int i = 0; i < y.numel(); i++) {
            Tensor unit = Padding.pad(Tensor.full(Shape.of(1), 1, y.dtype()), 0, i, y.numel() - 1 - i);
            rows.add(pullBack(List.of(elements), List.of(argument), List.of(unit), areRecorded(List.of(x))).get(0));
        }
        int[] sizes = Ints.concat(y.shape().toArray(), x.shape().toArray());
        return rows.isEmpty()
                ? Tensor.full(Shape.of(sizes), 0, x.dtype())
                : ReshapeOp.reshape(ConcatOp.stack(rows, 0), Shape.of(sizes));
    }

    /**
     * The Hessian ∂²f(x)/∂x² of a scalar function.
     *
     * @return a tensor of x's dimensions twice
     * @throws IllegalArgumentException if f(x) has more than one element
     */
    public static Tensor hessian(UnaryOperator<Tensor> f, Tensor x) {
        return jacobian(gradientOf("hessian", f), x);
    }

    /**
     * The product ∂²f(x)/∂x²·v of a scalar function's Hessian with a vector, without the Hessian: two backward passes.
     *
     * @throws IllegalArgumentException if f(x) has more than one element, or v is not of x's shape
     */
    public static Tensor hvp(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
        checkTypes("hvp", "vector", List.of(v), "input", List.of(x));
        return vjp(gradientOf("hvp", f), x, v);
    }

    private static UnaryOperator<Tensor> gradientOf(String asked, UnaryOperator<Tensor> f) {
        return x -> {
            Tensor argument = argument(x);
            Tensor y = recorded(listed(f), List.of(argument)).get(0);
            checkArgument(y.numel() == 1, "[%s] needs a function with a scalar value, but it gave %s; reduce it", asked,
                    y.type());
            Tensor one = Tensor.full(y.shape(), 1, y.dtype());
            return pullBack(List.of(y), List.of(argument), List.of(one), areRecorded(List.of(x))).get(0);
        };
    }

    /** The gradients by the arguments, zero where an output or an argument plays no part. */
    private static ImmutableList<Tensor> pullBack(List<Tensor> outputs, List<Tensor> arguments, List<Tensor> cotangents,
            boolean createGraph) {
        checkTypes("vjp", "cotangent", cotangents, "output", outputs);
        List<Tensor> recorded = new ArrayList<>();
        List<Tensor> upstream = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).requiresGrad()) {
                recorded.add(outputs.get(i));
                upstream.add(cotangents.get(i));
            }
        }
        if (recorded.isEmpty()) {
            return arguments.stream().map(x -> Tensor.full(x.shape(), 0, x.dtype()))
                    .collect(ImmutableList.toImmutableList());
        }
        return grad(recorded, arguments, GradOptions.DEFAULT.withCreateGraph(createGraph).withRetainGraph(true)
                .withAllowUnused(true).withCotangents(upstream.toArray(Tensor[]::new)));
    }

    private static void checkTypes(String asked, String what, List<Tensor> given, String of, List<Tensor> expected) {
        checkArgument(given.size() == expected.size(), "[%s] %s %ss need as many %ss, but %s came", asked,
                expected.size(), of, what, given.size());
        for (int i = 0; i < given.size(); i++) {
            checkArgument(given.get(i).type().equals(expected.get(i).type()), "[%s] %s %s is %s, but its %s is %s",
                    asked, of, i, expected.get(i).type(), what, given.get(i).type());
        }
    }

    private static List<Tensor> arguments(List<Tensor> inputs) {
        return inputs.stream().map(Autograd::argument).toList();
    }

    /** What f is called with: known to the tape apart from x, so that other uses of x within f do not count. */
    private static Tensor argument(Tensor x) {
        return areRecorded(List.of(x)) ? new ReshapeOp(x.shape()).apply(x) : x.detach().requiresGrad(true);
    }

    /** Whether derivatives by these inputs are to be differentiable in their turn. */
    private static boolean areRecorded(List<Tensor> inputs) {
        return Tape.isRecording() && inputs.stream().anyMatch(Tensor::requiresGrad);
    }

    /** What f gives, recorded also within noGrad. */
    private static List<Tensor> recorded(Function<List<Tensor>, List<Tensor>> f, List<Tensor> arguments) {
        return Tape.withGrad(() -> f.apply(arguments));
    }

    private static Function<List<Tensor>, List<Tensor>> listed(UnaryOperator<Tensor> f) {
        return inputs -> List.of(f.apply(inputs.get(0)));
    }
}
