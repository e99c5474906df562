package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * y = f(x₁, …, xₙ) with a backward rule of the caller's instead of the one that follows from f's operations: to make it
 * more stable or cheaper, or to estimate a gradient that is zero or does not exist, as a straight-through estimator does.
 *
 * @param rule what takes the place of f's own vjp
 */
public record CustomVjpOp(Rule rule) implements Op {

    /** A backward rule: the gradient for one argument, by ops if it is to be differentiated again, or null for zero. */
    public interface Rule {

        /** As {@link Op#vjp}. */
        @Nullable
        Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs);
    }

    /**
     * y = f(inputs), differentiated by the rule.
     *
     * @throws IllegalArgumentException if an input's type is not y's and it requires a gradient
     */
    public static Tensor customVjp(Function<List<Tensor>, Tensor> f, Rule rule, Tensor... inputs) {
        Tensor y = Tape.noGrad(() -> f.apply(List.of(inputs)));
        Tensor[] operands = Arrays.copyOf(inputs, inputs.length + 1);
        operands[inputs.length] = y.detach();
        return new CustomVjpOp(rule).apply(operands);
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor y = inputs.get(inputs.size() - 1);
        inputs.forEach(input -> checkArgument(!input.requiresGrad() || input.dtype() == y.dtype(),
                "[customVjp] the function gave %s from an input that is %s; convert one with to(DType.%s)", y.type(),
                input.type(), y.dtype().name()));
        return y.type();
    }

    /** The value was computed before, as the last input. */
    @Override
    public <A> void forward(Kernels<A> kernels, Call<A> call) {
        call.share(call.arity() - 1);
    }

    @Override
    public @Nullable Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return rule.vjp(argument, upstream, output, inputs.subList(0, inputs.size() - 1));
    }
}
