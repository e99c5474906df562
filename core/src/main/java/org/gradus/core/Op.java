package org.gradus.core;

import java.util.List;
import org.gradus.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * A differentiable operation: an immutable record of its attributes, with a check, a forward pass made of kernels and a
 * backward rule made of ops.
 *
 * <p>
 * Because {@link #vjp} is written in ops, it is itself recorded when asked to be: the same rule gives gradients of any
 * order, in float32 and in float64.
 */
public interface Op {

    /** The operation's name as it stands in messages and tape listings, {@code relu} for {@code ReluOp}. */
    default String name() {
        return OpNames.of(getClass());
    }

    /**
     * Checks the inputs and gives the type of the output; everything a kernel relies on is checked here, once.
     *
     * @throws IllegalArgumentException saying what was expected, what came and what to do
     */
    TensorType infer(List<Tensor> inputs);

    /**
     * Computes the output's data, by kernels alone; the inputs have passed {@link #infer}.
     *
     * @param <A> the array type of the floating-point operands, {@code float[]} or {@code double[]}
     */
    <A> void forward(Kernels<A> kernels, Call<A> call);

    /**
     * The vector-Jacobian product for one argument, by ops alone: uᵀ·∂output/∂inputs[argument].
     *
     * <p>
     * The result may have the shape that the argument was broadcast to: the engine sums it back. It is asked only for
     * arguments that need a gradient.
     *
     * @param argument which input
     * @param upstream u, of the output's shape
     * @param output what {@link #forward} gave; its data is there only if {@link #saves} says so
     * @param inputs what went in; their data likewise
     * @return the gradient, or null where it is zero everywhere
     */
    @Nullable
    Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs);

    /** Which values {@link #vjp} reads for this argument; everything, unless an op knows better. */
    default Saves saves(int argument) {
        return Saves.EVERYTHING;
    }

    /**
     * This operation on many inputs in one go, by ops alone: how the rows of a Jacobian go back through the tape together.
     *
     * @param inputs each as [n,*] where it has a value of its own for each of n lanes, and as [1,*] where one value is
     *        meant for all, * being the shape of what {@link #infer} saw
     * @return [n,*], * being the output's shape; or null where there is no faster way than one lane after another, which
     *         the engine then goes
     */
    default @Nullable Tensor vmap(List<Tensor> inputs) {
        return null;
    }

    /**
     * What a floating-point output shows of choices that the operation made: tensors that stay the same when the inputs
     * move a little, except where the function has a kink or jumps, such as the signs that a ReLU tells apart.
     * {@linkplain org.gradus.core.gradcheck Gradient checks} read them, so that no difference is taken across a kink; an
     * op without any has none. Integers and truth values are choices as they are, and need no mention.
     *
     * @param output what {@link #forward} gave
     * @param inputs what went in
     */
    default List<Tensor> decisions(Tensor output, List<Tensor> inputs) {
        return List.of();
    }

    /** Computes the output and records the operation where an input requires a gradient. */
    default Tensor apply(Tensor... inputs) {
        return Tape.record(this, inputs);
    }
}
