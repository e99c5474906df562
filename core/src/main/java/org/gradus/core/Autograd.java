package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
     * @throws IllegalArgumentException if an output of f is not of floating-point numbers, or cotangents do not fit
     */
    public static ImmutableList<Tensor> vjp(Function<List<Tensor>, List<Tensor>> f, List<Tensor> inputs,
            List<Tensor> cotangents) {
        return Linearization.of("vjp", f, inputs).vjp(cotangents);
    }

    /** uᵀ·J for a function of one tensor; see {@link #vjp(Function, List, List)}. */
    public static Tensor vjp(UnaryOperator<Tensor> f, Tensor x, Tensor cotangent) {
        return vjp(listed(f), List.of(x), List.of(cotangent)).get(0);
    }

    /**
     * J·v, J = ∂f(x)/∂x, by two backward passes: uᵀ·J is linear in u, and J·v is what its gradient with respect to u
     * gives for v.
     *
     * <p>
     * The example {@code derivative-costs} measures it: 1.7 to 1.9 times as long as a gradient, 4 to 5 forward passes, where
     * a mode of its own that carries tangents forward would need about 3 in theory.
     *
     * @param tangents v, one of each input's shape
     * @return one tensor of each output's shape
     * @throws IllegalArgumentException if an output of f is not of floating-point numbers, or tangents do not fit
     */
    public static ImmutableList<Tensor> jvp(Function<List<Tensor>, List<Tensor>> f, List<Tensor> inputs,
            List<Tensor> tangents) {
        return Linearization.of("jvp", f, inputs).jvp(tangents);
    }

    /** J·v for a function of one tensor; see {@link #jvp(Function, List, List)}. */
    public static Tensor jvp(UnaryOperator<Tensor> f, Tensor x, Tensor tangent) {
        return jvp(listed(f), List.of(x), List.of(tangent)).get(0);
    }

    /**
     * The Jacobians of every output by every input: row by row as uᵀ·J for unit vectors u, or column by column as J·v
     * where the inputs have fewer elements than the outputs.
     *
     * <p>
     * Rows go back through the tape together, as many as fit into a few megabytes, by the {@link Op#vmap} of each op.
     * Where a hook is to see gradients, or a backward rule reads values instead of calling ops, they go one by one.
     *
     * @return for each output, and in it for each input, a tensor of the output's dimensions followed by the input's
     * @throws IllegalArgumentException if an output of f is not of floating-point numbers
     */
    public static ImmutableList<ImmutableList<Tensor>> jacobian(Function<List<Tensor>, List<Tensor>> f,
            List<Tensor> inputs) {
        return Linearization.of("jacobian", f, inputs).jacobian();
    }

    /** The Jacobian ∂f(x)/∂x of a function of one tensor; see {@link #jacobian(Function, List)}. */
    public static Tensor jacobian(UnaryOperator<Tensor> f, Tensor x) {
        return jacobian(listed(f), List.of(x)).get(0).get(0);
    }

    /**
     * The Hessian ∂²f/∂xᵢ∂xⱼ of a scalar function, the {@linkplain #jacobian(Function, List) Jacobian} of its gradient.
     *
     * @return for each input xᵢ, and in it for each xⱼ, a tensor of xᵢ's dimensions followed by xⱼ's
     * @throws IllegalArgumentException if f's value has more than one element
     */
    public static ImmutableList<ImmutableList<Tensor>> hessian(Function<List<Tensor>, Tensor> f, List<Tensor> inputs) {
        return jacobian(gradientOf("hessian", f), inputs);
    }

    /** The Hessian ∂²f(x)/∂x² of a scalar function of one tensor; see {@link #hessian(Function, List)}. */
    public static Tensor hessian(UnaryOperator<Tensor> f, Tensor x) {
        return hessian(inputs -> f.apply(inputs.get(0)), List.of(x)).get(0).get(0);
    }

    /**
     * The product H·v of a scalar function's Hessian with a vector, without the Hessian: two backward passes.
     *
     * @param vectors v, one of each input's shape
     * @return one tensor of each input's shape
     * @throws IllegalArgumentException if f's value has more than one element, or vectors do not fit
     */
    public static ImmutableList<Tensor> hvp(Function<List<Tensor>, Tensor> f, List<Tensor> inputs,
            List<Tensor> vectors) {
        Linearization.checkTypes("hvp", "vector", vectors, "input", inputs);
        return vjp(gradientOf("hvp", f), inputs, vectors);
    }

    /** The product H·v for a scalar function of one tensor; see {@link #hvp(Function, List, List)}. */
    public static Tensor hvp(UnaryOperator<Tensor> f, Tensor x, Tensor vector) {
        return hvp(inputs -> f.apply(inputs.get(0)), List.of(x), List.of(vector)).get(0);
    }

    private static Function<List<Tensor>, List<Tensor>> gradientOf(String asked, Function<List<Tensor>, Tensor> f) {
        return inputs -> {
            Linearization scalar = Linearization.of(asked, in -> List.of(f.apply(in)), inputs);
            Tensor y = scalar.outputs().get(0);
            checkArgument(y.numel() == 1, "[%s] needs a function with a scalar value, but it gave %s; reduce it", asked,
                    y.type());
            return scalar.vjp(List.of(Tensor.full(y.shape(), 1, y.dtype())));
        };
    }

    private static Function<List<Tensor>, List<Tensor>> listed(UnaryOperator<Tensor> f) {
        return inputs -> List.of(f.apply(inputs.get(0)));
    }
}
