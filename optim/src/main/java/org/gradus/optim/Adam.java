package org.gradus.optim;

import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.MutableStrip;
import org.gradus.core.kernel.Strip;

/**
 * Adaptive moments: steps in the direction of the mean gradient, each element scaled by the size of its own gradients.
 *
 * <pre>
 * g ← g + weightDecay·p                              or, decoupled, p ← p − learningRate·weightDecay·p
 * m ← β₁·m + (1 − β₁)·g
 * v ← β₂·v + (1 − β₂)·g²
 * p ← p − learningRate·m̂ / (√v̂ + eps)               with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)
 * </pre>
 *
 * <p>
 * With {@code amsgrad}, v̂ is made of the largest v so far.
 *
 * <p>
 * Source: D. Kingma and J. Ba, <i>Adam: a method for stochastic optimization</i>, ICLR 2015; amsgrad: S. Reddi, S. Kale and
 * S. Kumar, <i>On the convergence of Adam and beyond</i>, ICLR 2018.
 */
public final class Adam extends PerParameterOptimizer<Adam.Options> {

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
     * @param amsgrad whether to divide by the largest running mean of squares so far
     * @param maximize whether to climb along the gradient instead of descending
     */
    public record Options(double learningRate, double beta1, double beta2, double eps, double weightDecay,
            boolean decoupledWeightDecay, boolean amsgrad, boolean maximize) implements OptimizerOptions<Options> {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            new OptionCheck("Adam").positiveOrZero("learning rate", learningRate).decay("beta1", beta1)
                    .decay("beta2", beta2).positiveOrZero("eps", eps).positiveOrZero("weight decay", weightDecay);
        }

        @Override
        public Options withLearningRate(double value) {
            return new Options(value, beta1, beta2, eps, weightDecay, decoupledWeightDecay, amsgrad, maximize);
        }

        /** These options with another beta1. */
        public Options withBeta1(double value) {
            return new Options(learningRate, value, beta2, eps, weightDecay, decoupledWeightDecay, amsgrad, maximize);
        }

        /** These options with another beta2. */
        public Options withBeta2(double value) {
            return new Options(learningRate, beta1, value, eps, weightDecay, decoupledWeightDecay, amsgrad, maximize);
        }

        /** These options with another eps. */
        public Options withEps(double value) {
            return new Options(learningRate, beta1, beta2, value, weightDecay, decoupledWeightDecay, amsgrad, maximize);
        }

        /** These options with another weight decay. */
        public Options withWeightDecay(double value) {
            return new Options(learningRate, beta1, beta2, eps, value, decoupledWeightDecay, amsgrad, maximize);
        }

        /** These options with weight decay apart from the gradient, or within it. */
        public Options withDecoupledWeightDecay(boolean value) {
            return new Options(learningRate, beta1, beta2, eps, weightDecay, value, amsgrad, maximize);
        }

        /** These options dividing by the largest running mean so far, or by the present one. */
        public Options withAmsgrad(boolean value) {
            return new Options(learningRate, beta1, beta2, eps, weightDecay, decoupledWeightDecay, value, maximize);
        }

        /** These options climbing along the gradient, or descending. */
        public Options withMaximize(boolean value) {
            return new Options(learningRate, beta1, beta2, eps, weightDecay, decoupledWeightDecay, amsgrad, value);
        }

        @Override
        public Options withMomentumOrBeta1(double value) {
            return withBeta1(value);
        }

        @Override
        public Notes notes() {
            return Notes.NONE.with("lr", learningRate).with("beta1", beta1).with("beta2", beta2).with("eps", eps)
                    .with("weight_decay", weightDecay).with("decoupled_weight_decay", decoupledWeightDecay)
                    .with("amsgrad", amsgrad).with("maximize", maximize);
        }

        @Override
        public Options of(Notes notes) {
            return new Options(notes.real("lr"), notes.real("beta1"), notes.real("beta2"), notes.real("eps"),
                    notes.real("weight_decay"), notes.flag("decoupled_weight_decay"), notes.flag("amsgrad"),
                    notes.flag("maximize"));
        }
    }

    /** The usual options but for the learning rate, for all parameters alike. */
    public Adam(List<Parameter> parameters, double learningRate) {
        this(parameters, options(learningRate));
    }

    /** These options for all parameters alike. */
    public Adam(List<Parameter> parameters, Options options) {
        this(List.of(new ParameterGroup<>(parameters, options)));
    }

    /** Each group of parameters with its own options. */
    public Adam(List<ParameterGroup<Options>> groups) {
        super(groups);
    }

    /** The usual options: a learning rate of 1e-3, and as {@link #options(double)}. */
    public static Options options() {
        return options(1e-3);
    }

    /** β₁ = 0.9, β₂ = 0.999, eps = 1e-8, no weight decay. */
    public static Options options(double learningRate) {
        return new Options(learningRate, 0.9, 0.999, 1e-8, 0, false, false, false);
    }

    @Override
    protected void update(ParameterState state, Tensor gradient, Options options) {
        update(state, gradient, options, options.decoupledWeightDecay());
    }

    /** The update, with weight decay apart from the gradient or within it, whatever the options say of that. */
    static void update(ParameterState state, Tensor gradient, Options options, boolean decoupled) {
        boolean amsgrad = options.amsgrad();
        Parameter mean = state.tensor("exp_avg");
        Parameter square = state.tensor("exp_avg_sq");
        List<Parameter> kept = amsgrad ? List.of(mean, square, state.tensor("max_exp_avg_sq")) : List.of(mean, square);
        double stepSize = options.learningRate() / (1 - Math.pow(options.beta1(), state.step()));
        double root = Math.sqrt(1 - Math.pow(options.beta2(), state.step()));
        var descent = new Descent(options.maximize(), decoupled ? 0 : options.weightDecay());
        double shrink = decoupled ? 1 - options.learningRate() * options.weightDecay() : 1;
        state.parameter().update(strips -> {
            MutableStrip p = strips.changed(0);
            MutableStrip m = strips.changed(1);
            MutableStrip v = strips.changed(2);
            Strip g = descent.gradient(strips);
            m.lerp(g, 1 - options.beta1());
            v.mul(options.beta2()).addcmul(1 - options.beta2(), g, g);
            MutableStrip denominator = strips.scratch(1).set(amsgrad ? strips.changed(3).max(v) : v);
            denominator.sqrt().div(root).add(options.eps());
            if (shrink != 1) {
                p.mul(shrink);
            }
            p.addcdiv(-stepSize, m, denominator);
        }, kept, gradient);
    }
}
