package org.gradus.optim;

import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.MutableStrip;
import org.gradus.core.kernel.Strip;

/**
 * Adam that takes plain steps of momentum until the running mean of squares is worth dividing by.
 *
 * <pre>
 * g ← g + weightDecay·p                              or, decoupled, p ← p − learningRate·weightDecay·p
 * m ← β₁·m + (1 − β₁)·g
 * v ← β₂·v + (1 − β₂)·g²
 * ρ = ρ∞ − 2t·β₂ᵗ / (1 − β₂ᵗ)                        with ρ∞ = 2 / (1 − β₂) − 1
 * p ← p − learningRate·m̂·r·√(1 − β₂ᵗ) / (√v + eps)   if ρ &gt; 5, with m̂ = m / (1 − β₁ᵗ)
 * p ← p − learningRate·m̂                             otherwise
 * r = √((ρ − 4)(ρ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρ))
 * </pre>
 *
 * <p>
 * Source: L. Liu et al., <i>On the variance of the adaptive learning rate and beyond</i>, ICLR 2020.
 */
public final class RAdam extends PerParameterOptimizer<RAdam.Options> {

    /**
     * How a group of parameters is updated.
     *
     * @param learningRate the factor of the update, positive or zero
     * @param beta1 the decay of the running mean of gradients, in [0, 1)
     * @param beta2 the decay of the running mean of their squares, in [0, 1)
     * @param eps what is added to denominators, positive or zero
     * @param weightDecay λ of a penalty λ/2·‖p‖², positive or zero
     * @param decoupledWeightDecay whether parameters shrink by learningRate·weightDecay apart from the gradient, instead of
     *        adding to it
     * @param maximize whether to climb along the gradient instead of descending
     */
    public record Options(double learningRate, double beta1, double beta2, double eps, double weightDecay,
            boolean decoupledWeightDecay, boolean maximize) implements OptimizerOptions<Options> {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            new OptionCheck("RAdam").positiveOrZero("learning rate", learningRate).decay("beta1", beta1)
                    .decay("beta2", beta2).positiveOrZero("eps", eps).positiveOrZero("weight decay", weightDecay);
        }

        @Override
        public Options withLearningRate(double value) {
            return new Options(value, beta1, beta2, eps, weightDecay, decoupledWeightDecay, maximize);
        }

        /** These options with another beta1. */
        public Options withBeta1(double value) {
            return new Options(learningRate, value, beta2, eps, weightDecay, decoupledWeightDecay, maximize);
        }

        /** These options with another beta2. */
        public Options withBeta2(double value) {
            return new Options(learningRate, beta1, value, eps, weightDecay, decoupledWeightDecay, maximize);
        }

        /** These options with another eps. */
        public Options withEps(double value) {
            return new Options(learningRate, beta1, beta2, value, weightDecay, decoupledWeightDecay, maximize);
        }

        /** These options with another weight decay. */
        public Options withWeightDecay(double value) {
            return new Options(learningRate, beta1, beta2, eps, value, decoupledWeightDecay, maximize);
        }

        /** These options with weight decay apart from the gradient, or within it. */
        public Options withDecoupledWeightDecay(boolean value) {
            return new Options(learningRate, beta1, beta2, eps, weightDecay, value, maximize);
        }

        /** These options climbing along the gradient, or descending. */
        public Options withMaximize(boolean value) {
            return new Options(learningRate, beta1, beta2, eps, weightDecay, decoupledWeightDecay, value);
        }

        @Override
        public Options withMomentumOrBeta1(double value) {
            return withBeta1(value);
        }

        @Override
        public Notes notes() {
            return Notes.NONE.with("lr", learningRate).with("beta1", beta1).with("beta2", beta2).with("eps", eps)
                    .with("weight_decay", weightDecay).with("decoupled_weight_decay", decoupledWeightDecay)
                    .with("maximize", maximize);
        }

        @Override
        public Options of(Notes notes) {
            return new Options(notes.real("lr"), notes.real("beta1"), notes.real("beta2"), notes.real("eps"),
                    notes.real("weight_decay"), notes.flag("decoupled_weight_decay"), notes.flag("maximize"));
        }
    }

    /** The usual options but for the learning rate, for all parameters alike. */
    public RAdam(List<Parameter> parameters, double learningRate) {
        this(parameters, options(learningRate));
    }

    /** These options for all parameters alike. */
    public RAdam(List<Parameter> parameters, Options options) {
        this(List.of(new ParameterGroup<>(parameters, options)));
    }

    /** Each group of parameters with its own options. */
    public RAdam(List<ParameterGroup<Options>> groups) {
        super(groups);
    }

    /** The usual options: a learning rate of 1e-3, and as {@link #options(double)}. */
    public static Options options() {
        return options(1e-3);
    }

    /** β₁ = 0.9, β₂ = 0.999, eps = 1e-8, no weight decay. */
    public static Options options(double learningRate) {
        return new Options(learningRate, 0.9, 0.999, 1e-8, 0, false, false);
    }

    @Override
    protected void update(ParameterState state, Tensor gradient, Options options) {
        List<Parameter> kept = List.of(state.tensor("exp_avg"), state.tensor("exp_avg_sq"));
        double rate = options.learningRate();
        double rectified = rectification(options.beta2(), state.step());
        double stepSize = rate / (1 - Math.pow(options.beta1(), state.step()));
        boolean decoupled = options.decoupledWeightDecay();
        double shrink = decoupled ? 1 - rate * options.weightDecay() : 1;
        var descent = new Descent(options.maximize(), decoupled ? 0 : options.weightDecay());
        state.parameter().update(strips -> {
            Strip g = descent.gradient(strips);
            Strip m = strips.changed(1).lerp(g, 1 - options.beta1());
            Strip v = strips.changed(2).mul(options.beta2()).addcmul(1 - options.beta2(), g, g);
            MutableStrip p = strips.changed(0).mul(shrink);
            if (rectified > 0) {
                p.addcdiv(-stepSize * rectified, m, strips.scratch(1).set(v).sqrt().add(options.eps()));
            } else {
                p.axpby(-stepSize, m, 1);
            }
        }, kept, gradient);
    }

    /** r·√(1 − β₂ᵗ), or 0 where ρ is too small. */
    private static double rectification(double beta2, long step) {
        double power = Math.pow(beta2, step);
        double limit = 2 / (1 - beta2) - 1;
        double length = limit - 2 * step * power / (1 - power);
        return length > 5
                ? Math.sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length) * (1 - power))
                : 0;
    }
}
