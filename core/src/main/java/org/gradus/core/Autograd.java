package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

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
            checkArgument(gradient != null || options.allowUnused(),
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
}
