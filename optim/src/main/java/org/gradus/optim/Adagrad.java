package org.gradus.optim;

import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Strip;

/**
 * Steps along the gradient, each element divided by the root of the sum of all its squares.
 *
 * <pre>
 * g ← g + weightDecay·p
 * s ← s + g²                                         at first s = initialAccumulatorValue
 * p ← p − learningRate / (1 + (t − 1)·lrDecay)·g / (√s + eps)
 * </pre>
 *
 * <p>
 * Source: J. Duchi, E. Hazan and Y. Singer, <i>Adaptive subgradient methods for online learning and stochastic
 * optimization</i>, JMLR 12, 2011.
 */
public final class Adagrad extends PerParameterOptimizer<Adagrad.Options> {

    /**
     * How a group of parameters is updated.
     *
     * @param learningRate the factor of the update, positive or zero
     * @param lrDecay how fast the learning rate falls, positive or zero
     * @param weightDecay λ of a penalty λ/2·‖p‖², positive or zero
     * @param initialAccumulatorValue the sum of squares before the first step, positive or zero
     * @param eps what is added to denominators, positive or zero
     * @param maximize whether to climb along the gradient instead of descending
     */
    public record Options(double learningRate, double lrDecay, double weightDecay, double initialAccumulatorValue,
            double eps, boolean maximize) implements OptimizerOptions<Options> {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            new OptionCheck("Adagrad").positiveOrZero("learning rate", learningRate)
                    .positiveOrZero("decay of the learning rate", lrDecay).positiveOrZero("weight decay", weightDecay)
                    .positiveOrZero("initial accumulator value", initialAccumulatorValue).positiveOrZero("eps", eps);
        }

        @Override
        public Options withLearningRate(double value) {
            return new Options(value, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize);
        }

        /** These options with another decay of the learning rate. */
        public Options withLrDecay(double value) {
            return new Options(learningRate, value, weightDecay, initialAccumulatorValue, eps, maximize);
        }

        /** These options with another weight decay. */
        public Options withWeightDecay(double value) {
            return new Options(learningRate, lrDecay, value, initialAccumulatorValue, eps, maximize);
        }

        /** These options with another initial accumulator value. */
        public Options withInitialAccumulatorValue(double value) {
            return new Options(learningRate, lrDecay, weightDecay, value, eps, maximize);
        }

        /** These options with another eps. */
        public Options withEps(double value) {
            return new Options(learningRate, lrDecay, weightDecay, initialAccumulatorValue, value, maximize);
        }

        /** These options climbing along the gradient, or descending. */
        public Options withMaximize(boolean value) {
            return new Options(learningRate, lrDecay, weightDecay, initialAccumulatorValue, eps, value);
        }

        @Override
        public Notes notes() {
            return Notes.NONE.with("lr", learningRate).with("lr_decay", lrDecay).with("weight_decay", weightDecay)
                    .with("initial_accumulator_value", initialAccumulatorValue).with("eps", eps)
                    .with("maximize", maximize);
        }

        @Override
        public Options of(Notes notes) {
            return new Options(notes.real("lr"), notes.real("lr_decay"), notes.real("weight_decay"),
                    notes.real("initial_accumulator_value"), notes.real("eps"), notes.flag("maximize"));
        }
    }

    /** The usual options but for the learning rate, for all parameters alike. */
    public Adagrad(List<Parameter> parameters, double learningRate) {
        this(parameters, options(learningRate));
    }

    /** These options for all parameters alike. */
    public Adagrad(List<Parameter> parameters, Options options) {
        this(List.of(new ParameterGroup<>(parameters, options)));
    }

    /** Each group of parameters with its own options. */
    public Adagrad(List<ParameterGroup<Options>> groups) {
        super(groups);
    }

    /** The usual options: a learning rate of 1e-2, and as {@link #options(double)}. */
    public static Options options() {
        return options(1e-2);
    }

    /** No decay of the learning rate, no weight decay, a sum that begins with 0, eps = 1e-10. */
    public static Options options(double learningRate) {
        return new Options(learningRate, 0, 0, 0, 1e-10, false);
    }

    @Override
    protected void update(ParameterState state, Tensor gradient, Options options) {
        List<Parameter> kept = List.of(state.tensor("sum", options.initialAccumulatorValue()));
        double rate = options.learningRate() / (1 + (state.step() - 1) * options.lrDecay());
        var descent = new Descent(options.maximize(), options.weightDecay());
        state.parameter().update(strips -> {
            Strip g = descent.gradient(strips);
            Strip s = strips.changed(1).addcmul(1, g, g);
            strips.changed(0).addcdiv(-rate, g, strips.scratch(1).set(s).sqrt().add(options.eps()));
        }, kept, gradient);
    }
}
