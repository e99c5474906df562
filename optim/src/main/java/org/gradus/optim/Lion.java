package org.gradus.optim;

import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.MutableStrip;
import org.gradus.core.kernel.Strip;

/**
 * Evolved sign momentum: steps of one size in the direction of the sign of a mean gradient.
 *
 * <pre>
 * p ← p − learningRate·weightDecay·p
 * p ← p − learningRate·sign(β₁·m + (1 − β₁)·g)
 * m ← β₂·m + (1 − β₂)·g
 * </pre>
 *
 * <p>
 * Source: X. Chen et al., <i>Symbolic discovery of optimization algorithms</i>, NeurIPS 2023. PyTorch does not have it.
 */
public final class Lion extends PerParameterOptimizer<Lion.Options> {

    /**
     * How a group of parameters is updated.
     *
     * @param learningRate the factor of the update, positive or zero
     * @param beta1 how much of the mean gradient the direction is made of, in [0, 1)
     * @param beta2 the decay of the running mean of gradients, in [0, 1)
     * @param weightDecay by what share of the learning rate parameters shrink in each step, positive or zero
     * @param maximize whether to climb along the gradient instead of descending
     */
    public record Options(double learningRate, double beta1, double beta2, double weightDecay,
            boolean maximize) implements OptimizerOptions<Options> {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            new OptionCheck("Lion").positiveOrZero("learning rate", learningRate).decay("beta1", beta1)
                    .decay("beta2", beta2).positiveOrZero("weight decay", weightDecay);
        }

        @Override
        public Options withLearningRate(double value) {
            return new Options(value, beta1, beta2, weightDecay, maximize);
        }

        /** These options with another beta1. */
        public Options withBeta1(double value) {
            return new Options(learningRate, value, beta2, weightDecay, maximize);
        }

        /** These options with another beta2. */
        public Options withBeta2(double value) {
            return new Options(learningRate, beta1, value, weightDecay, maximize);
        }

        /** These options with another weight decay. */
        public Options withWeightDecay(double value) {
            return new Options(learningRate, beta1, beta2, value, maximize);
        }

        /** These options climbing along the gradient, or descending. */
        public Options withMaximize(boolean value) {
            return new Options(learningRate, beta1, beta2, weightDecay, value);
        }

        @Override
        public Options withMomentumOrBeta1(double value) {
            return withBeta1(value);
        }

        @Override
        public Notes notes() {
            return Notes.NONE.with("lr", learningRate).with("beta1", beta1).with("beta2", beta2)
                    .with("weight_decay", weightDecay).with("maximize", maximize);
        }

        @Override
        public Options of(Notes notes) {
            return new Options(notes.real("lr"), notes.real("beta1"), notes.real("beta2"), notes.real("weight_decay"),
                    notes.flag("maximize"));
        }
    }

    /** The usual options but for the learning rate, for all parameters alike. */
    public Lion(List<Parameter> parameters, double learningRate) {
        this(parameters, options(learningRate));
    }

    /** These options for all parameters alike. */
    public Lion(List<Parameter> parameters, Options options) {
        this(List.of(new ParameterGroup<>(parameters, options)));
    }

    /** Each group of parameters with its own options. */
    public Lion(List<ParameterGroup<Options>> groups) {
        super(groups);
    }

    /** The usual options: a learning rate of 1e-4, and as {@link #options(double)}. */
    public static Options options() {
        return options(1e-4);
    }

    /** β₁ = 0.9, β₂ = 0.99, no weight decay. */
    public static Options options(double learningRate) {
        return new Options(learningRate, 0.9, 0.99, 0, false);
    }

    @Override
    protected void update(ParameterState state, Tensor gradient, Options options) {
        double rate = options.learningRate();
        var descent = new Descent(options.maximize(), 0);
        state.parameter().update(strips -> {
            Strip g = descent.gradient(strips);
            MutableStrip m = strips.changed(1);
            MutableStrip direction = strips.scratch(1).set(m).lerp(g, 1 - options.beta1());
            direction.bySign(direction, -1, 0, 1);
            strips.changed(0).mul(1 - rate * options.weightDecay()).axpby(-rate, direction, 1);
            m.lerp(g, 1 - options.beta2());
        }, List.of(state.tensor("exp_avg")), gradient);
    }
}
