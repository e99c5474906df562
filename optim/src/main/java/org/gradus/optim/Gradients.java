package org.gradus.optim;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gradus.core.NormOptions;
import org.gradus.core.Parameter;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.op.NormOp;

/** Bounds on the gradients of parameters, between the backward pass and the optimiser's step. */
public final class Gradients {

    private static final double EPS = 1e-6;

    private Gradients() {}

    /** Keeps Euclid's norm of all gradients together within a bound, as {@link #clipGradNorm(List, double, ClipNormOptions)}. */
    public static double clipGradNorm(List<Parameter> parameters, double maxNorm) {
        return clipGradNorm(parameters, maxNorm, ClipNormOptions.DEFAULT);
    }

    /**
     * Keeps the norm of all gradients together, as if they were one vector, within a bound: each is multiplied by
     * min(1, maxNorm / (norm + 10⁻⁶)). Parameters without a gradient do not count.
     *
     * <p>
     * Source: R. Pascanu, T. Mikolov and Y. Bengio, <i>On the difficulty of training recurrent neural networks</i>, ICML
     * 2013.
     *
     * @return the norm before
     * @throws IllegalArgumentException if the bound is negative or not finite
     * @throws ArithmeticException if the norm is not finite and the options make that an error; no gradient is changed then
     */
    public static double clipGradNorm(List<Parameter> parameters, double maxNorm, ClipNormOptions options) {
        new OptionCheck("clipGradNorm").positiveOrZero("maxNorm", maxNorm);
        double norm = totalNorm(parameters, options.normType());
        if (options.errorIfNonFinite() && !Double.isFinite(norm)) {
            throw new ArithmeticException(
                    "[clipGradNorm] the norm of order %s of all gradients is %s, so they cannot be clipped; find where they "
                            .formatted(options.normType(), norm)
                            + "become so with Tape.detectAnomaly, or allow it by withErrorIfNonFinite(false)");
        }
        double factor = Math.min(1, maxNorm / (norm + EPS));
        if (factor != 1) {
            replace(parameters, gradient -> gradient.mul(factor));
        }
        return norm;
    }

    /**
     * Keeps every element of the gradients within [−clipValue, clipValue].
     *
     * @throws IllegalArgumentException if the bound is negative or not finite
     */
    public static void clipGradValue(List<Parameter> parameters, double clipValue) {
        new OptionCheck("clipGradValue").positiveOrZero("clipValue", clipValue);
        replace(parameters, gradient -> gradient.clamp(-clipValue, clipValue));
    }

    /**
     * The norm of all gradients together, as if they were one vector; 0 if there are none.
     *
     * @param order p of (Σ|g|ᵖ)^(1/p); infinity for the largest |g|
     * @throws IllegalArgumentException if it is not positive
     */
    public static double totalNorm(List<Parameter> parameters, double order) {
        var norm = NormOptions.DEFAULT.withP(new ClipNormOptions(order, false).normType());
        double[] norms = Tape.noGrad(() -> withGradient(parameters).stream()
                .mapToDouble(parameter -> NormOp.norm(parameter.grad(), norm).item()).toArray());
        return norms.length == 0 ? 0 : Tape.noGrad(() -> NormOp.norm(Tensor.of(norms), norm).item());
    }

    private static ImmutableList<Parameter> withGradient(List<Parameter> parameters) {
        return parameters.stream().filter(parameter -> parameter.requiresGrad() && parameter.grad() != null)
                .collect(ImmutableList.toImmutableList());
    }

    private static void replace(List<Parameter> parameters, UnaryOperator<Tensor> change) {
        Tape.noGrad(() -> withGradient(parameters)
                .forEach(parameter -> parameter.setGrad(change.apply(parameter.grad()))));
    }
}
