package org.gradus.optim;

import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Strip;

/**
 * Adam with the largest recent gradient in place of the root of their mean square.
 *
 * <pre>
 * g ← g + weightDecay·p
 * m ← β₁·m + (1 − β₁)·g
 * u ← max(β₂·u, |g| + eps)
 * p ← p − learningRate / (1 − β₁ᵗ)·m / u
 * </pre>
 *
 * <p>
 * Source: D. Kingma and J. Ba, <i>Adam: a method for stochastic optimization</i>, ICLR 2015, section 7.1.
 */
public final class Adamax extends PerParameterOptimizer<Adamax.Options> {

    /**
     * How a group of parameters is updated.
     *
     * @param learningRate the factor of the update, positive or zero
     * @param beta1 the decay of the running mean of gradients, in [0, 1)
     * @param beta2 the decay of the largest gradient, in [0, 1)
     * @param eps what is added to the sizes of gradients, positive or zero
     * @param weightDecay λ of a penalty λ/2·‖p‖², positive or zero
     * @param maximize whether to climb along the gradient instead of descending
     */
    public record Options(double learningRate, double beta1, double beta2, double eps, double weightDecay,
            boolean maximize) implements OptimizerOptions<Options> {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            new OptionCheck("Adamax").positiveOrZero("learning rate", learningRate).decay("beta1", beta1)
                    .decay("beta2", beta2).positiveOrZero("eps", eps).positiveOrZero("weight decay", weightDecay);
        }

        @Override
        public Options withLearningRate(double value) {
            return new Options(value, beta1, beta2, eps, weightDecay, maximize);
        }

        /** These options with another beta1. */
        public Options withBeta1(double value) {
            return new Options(learningRate, value, beta2, eps, weightDecay, maximize);
        }

        /** These options with another beta2. */
        public Options withBeta2(double value) {
            return new Options(learningRate, beta1, value, eps, weightDecay, maximize);
        }

        /** These options with another eps. */
        public Options withEps(double value) {
            return new Options(learningRate, beta1, beta2, value, weightDecay, maximize);
        }

        /** These options with another weight decay. */
        public Options withWeightDecay(double value) {
            return new Options(learningRate, beta1, beta2, eps, value, maximize);
        }

        /** These options climbing along the gradient, or descending. */
        public Options withMaximize(boolean value) {
            return new Options(learningRate, beta1, beta2, eps, weightDecay, value);
        }

        @Override
        public Options withMomentumOrBeta1(double value) {
            return withBeta1(value);
        }

        @Override
        public Notes notes() {
            return Notes.NONE.with("lr", learningRate).with("beta1", beta1).with("beta2", beta2).with("eps", eps)
                    .with("weight_decay", weightDecay).with("maximize", maximize);
        }

        @Override
        public Options of(Notes notes) {
            return new Options(notes.real("lr"), notes.real("beta1"), notes.real("beta2"), notes.real("eps"),
                    notes.real("weight_decay"), notes.flag("maximize"));
        }
    }

    /** The usual options but for the learning rate, for all parameters alike. */
    public Adamax(List<Parameter> parameters, double learningRate) {
        this(parameters, options(learningRate));
    }

    /** These options for all parameters alike. */
    public Adamax(List<Parameter> parameters, Options options) {
        this(List.of(new ParameterGroup<>(parameters, options)));
    }

    /** Each group of parameters with its own options. */
    public Adamax(List<ParameterGroup<Options>> groups) {
        super(groups);
    }

    /** The usual options: a learning rate of 2e-3, and as {@link #options(double)}. */
    public static Options options() {
        return options(2e-3);
    }

    /** β₁ = 0.9, β₂ = 0.999, eps = 1e-8, no weight decay. */
    public static Options options(double learningRate) {
        return new Options(learningRate, 0.9, 0.999, 1e-8, 0, false);
    }

    @Override
    protected void update(ParameterState state, Tensor gradient, Options options) {
        List<Parameter> kept = List.of(state.tensor("exp_avg"), state.tensor("exp_inf"));
        double stepSize = options.learningRate() / (1 - Math.pow(options.beta1(), state.step()));
        var descent = new Descent(options.maximize(), options.weightDecay());
        state.parameter().update(strips -> {
            Strip g = descent.gradient(strips);
            Strip m = strips.changed(1).lerp(g, 1 - options.beta1());
            Strip size = strips.scratch(1).set(g).abs().add(options.eps());
            Strip u = strips.changed(2).mul(options.beta2()).max(size);
            strips.changed(0).addcdiv(-stepSize, m, u);
        }, kept, gradient);
    }
}
