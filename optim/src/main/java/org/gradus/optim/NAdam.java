package org.gradus.optim;

import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Strip;

/**
 * Adam with Nesterov's momentum, which grows with the number of steps.
 *
 * <pre>
 * g ← g + weightDecay·p                              or, decoupled, p ← p − learningRate·weightDecay·p
 * μₜ = β₁·(1 − ½·0.96^(t·momentumDecay))
 * m ← β₁·m + (1 − β₁)·g
 * v ← β₂·v + (1 − β₂)·g²
 * m̂ = μₜ₊₁·m / (1 − μ₁·…·μₜ₊₁) + (1 − μₜ)·g / (1 − μ₁·…·μₜ)
 * p ← p − learningRate·m̂ / (√v̂ + eps)               with v̂ = v / (1 − β₂ᵗ)
 * </pre>
 *
 * <p>
 * The product of the μ is kept in single precision, as PyTorch keeps it.
 *
 * <p>
 * Source: T. Dozat, <i>Incorporating Nesterov momentum into Adam</i>, ICLR workshop 2016.
 */
public final class NAdam extends PerParameterOptimizer<NAdam.Options> {

    /**
     * How a group of parameters is updated.
     *
     * @param learningRate the factor of the update, positive or zero
     * @param beta1 the decay of the running mean of gradients, in [0, 1)
     * @param beta2 the decay of the running mean of their squares, in [0, 1)
     * @param eps what is added to denominators, positive or zero
     * @param weightDecay λ of a penalty λ/2·‖p‖², positive or zero
     * @param momentumDecay how fast the momentum grows, positive or zero
     * @param decoupledWeightDecay whether parameters shrink by learningRate·weightDecay apart from the gradient, instead of
     *        adding to it
     * @param maximize whether to climb along the gradient instead of descending
     */
    public record Options(double learningRate, double beta1, double beta2, double eps, double weightDecay,
            double momentumDecay, boolean decoupledWeightDecay, boolean maximize) implements OptimizerOptions<Options> {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            new OptionCheck("NAdam").positiveOrZero("learning rate", learningRate).decay("beta1", beta1)
                    .decay("beta2", beta2).positiveOrZero("eps", eps).positiveOrZero("weight decay", weightDecay)
                    .positiveOrZero("momentum decay", momentumDecay);
        }

        @Override
        public Options withLearningRate(double value) {
            return new Options(value, beta1, beta2, eps, weightDecay, momentumDecay, decoupledWeightDecay, maximize);
        }

        /** These options with another beta1. */
        public Options withBeta1(double value) {
            return new Options(learningRate, value, beta2, eps, weightDecay, momentumDecay, decoupledWeightDecay,
                    maximize);
        }

        /** These options with another beta2. */
        public Options withBeta2(double value) {
            return new Options(learningRate, beta1, value, eps, weightDecay, momentumDecay, decoupledWeightDecay,
                    maximize);
        }

        /** These options with another eps. */
        public Options withEps(double value) {
            return new Options(learningRate, beta1, beta2, value, weightDecay, momentumDecay, decoupledWeightDecay,
                    maximize);
        }

        /** These options with another weight decay. */
        public Options withWeightDecay(double value) {
            return new Options(learningRate, beta1, beta2, eps, value, momentumDecay, decoupledWeightDecay, maximize);
        }

        /** These options with another momentum decay. */
        public Options withMomentumDecay(double value) {
            return new Options(learningRate, beta1, beta2, eps, weightDecay, value, decoupledWeightDecay, maximize);
        }

        /** These options with weight decay apart from the gradient, or within it. */
        public Options withDecoupledWeightDecay(boolean value) {
            return new Options(learningRate, beta1, beta2, eps, weightDecay, momentumDecay, value, maximize);
        }

        /** These options climbing along the gradient, or descending. */
        public Options withMaximize(boolean value) {
            return new Options(learningRate, beta1, beta2, eps, weightDecay, momentumDecay, decoupledWeightDecay,
                    value);
        }

        @Override
        public Options withMomentumOrBeta1(double value) {
            return withBeta1(value);
        }

        @Override
        public Notes notes() {
            return Notes.NONE.with("lr", learningRate).with("beta1", beta1).with("beta2", beta2).with("eps", eps)
                    .with("weight_decay", weightDecay).with("momentum_decay", momentumDecay)
                    .with("decoupled_weight_decay", decoupledWeightDecay).with("maximize", maximize);
        }

        @Override
        public Options of(Notes notes) {
            return new Options(notes.real("lr"), notes.real("beta1"), notes.real("beta2"), notes.real("eps"),
                    notes.real("weight_decay"), notes.real("momentum_decay"), notes.flag("decoupled_weight_decay"),
                    notes.flag("maximize"));
        }
    }

    /** The usual options but for the learning rate, for all parameters alike. */
    public NAdam(List<Parameter> parameters, double learningRate) {
        this(parameters, options(learningRate));
    }

    /** These options for all parameters alike. */
    public NAdam(List<Parameter> parameters, Options options) {
        this(List.of(new ParameterGroup<>(parameters, options)));
    }

    /** Each group of parameters with its own options. */
    public NAdam(List<ParameterGroup<Options>> groups) {
        super(groups);
    }

    /** The usual options: a learning rate of 2e-3, and as {@link #options(double)}. */
    public static Options options() {
        return options(2e-3);
    }

    /** β₁ = 0.9, β₂ = 0.999, eps = 1e-8, no weight decay, a momentum decay of 4e-3. */
    public static Options options(double learningRate) {
        return new Options(learningRate, 0.9, 0.999, 1e-8, 0, 4e-3, false, false);
    }

    @Override
    protected void update(ParameterState state, Tensor gradient, Options options) {
        List<Parameter> kept = List.of(state.tensor("exp_avg"), state.tensor("exp_avg_sq"));
        double rate = options.learningRate();
        double mu = mu(options, state.step());
        double nextMu = mu(options, state.step() + 1);
        double product = (float) state.number("mu_product", 1) * (float) mu;
        state.setNumber("mu_product", product);
        double ofGradient = -rate * (1 - mu) / (1 - product);
        double ofMean = -rate * nextMu / (1 - product * nextMu);
        double correction = 1 - Math.pow(options.beta2(), state.step());
        boolean decoupled = options.decoupledWeightDecay();
        double shrink = decoupled ? 1 - rate * options.weightDecay() : 1;
        var descent = new Descent(options.maximize(), decoupled ? 0 : options.weightDecay());
        state.parameter().update(strips -> {
            Strip g = descent.gradient(strips);
            Strip m = strips.changed(1).lerp(g, 1 - options.beta1());
            Strip v = strips.changed(2).mul(options.beta2()).addcmul(1 - options.beta2(), g, g);
            Strip denominator = strips.scratch(1).set(v).div(correction).sqrt().add(options.eps());
            strips.changed(0).mul(shrink).addcdiv(ofGradient, g, denominator).addcdiv(ofMean, m, denominator);
        }, kept, gradient);
    }

    private static double mu(Options options, long step) {
        return options.beta1() * (1 - 0.5 * Math.pow(0.96, step * options.momentumDecay()));
    }
}
