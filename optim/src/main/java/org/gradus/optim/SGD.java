package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Strip;

/**
 * Stochastic gradient descent, with momentum and weight decay where asked for, in this order and with PyTorch's rounding:
 *
 * <pre>
 * g ← g + weightDecay·p
 * v ← momentum·v + (1 − dampening)·g     at first v ← g
 * g ← v                                  with Nesterov's momentum g ← g + momentum·v
 * p ← p − learningRate·g
 * </pre>
 *
 * <p>
 * Source: I. Sutskever et al., <i>On the importance of initialization and momentum in deep learning</i>, ICML 2013, except
 * that v there includes the learning rate; so a changed learning rate acts at once on all of v.
 */
public final class SGD extends PerParameterOptimizer<SGD.Options> {

    /**
     * How a group of parameters is updated.
     *
     * @param learningRate the factor of the update, positive or zero
     * @param momentum how much of the last update is kept, positive or zero; zero for none
     * @param dampening how much of the gradient is left out of the momentum, in [0, 1]
     * @param nesterov whether the gradient counts as if taken after the step that momentum makes
     * @param weightDecay λ of a penalty λ/2·‖p‖², positive or zero
     * @param maximize whether to climb along the gradient instead of descending
     */
    public record Options(double learningRate, double momentum, double dampening, boolean nesterov, double weightDecay,
            boolean maximize) implements OptimizerOptions<Options> {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            new OptionCheck("SGD").positiveOrZero("learning rate", learningRate).positiveOrZero("momentum", momentum)
                    .positiveOrZero("dampening", dampening).positiveOrZero("weight decay", weightDecay);
            checkArgument(dampening <= 1, "[SGD] dampening must be at most 1, but is %s", dampening);
        }

        @Override
        public void checkTogether() {
            checkArgument(!nesterov || momentum > 0 && dampening == 0,
                    "[SGD] Nesterov's momentum needs a momentum and no dampening, but momentum is %s and dampening is %s",
                    momentum, dampening);
        }

        @Override
        public Options withLearningRate(double value) {
            return new Options(value, momentum, dampening, nesterov, weightDecay, maximize);
        }

        /** These options with another momentum. */
        public Options withMomentum(double value) {
            return new Options(learningRate, value, dampening, nesterov, weightDecay, maximize);
        }

        /** These options with another dampening. */
        public Options withDampening(double value) {
            return new Options(learningRate, momentum, value, nesterov, weightDecay, maximize);
        }

        /** These options with Nesterov's momentum, or without. */
        public Options withNesterov(boolean value) {
            return new Options(learningRate, momentum, dampening, value, weightDecay, maximize);
        }

        /** These options with another weight decay. */
        public Options withWeightDecay(double value) {
            return new Options(learningRate, momentum, dampening, nesterov, value, maximize);
        }

        /** These options climbing along the gradient, or descending. */
        public Options withMaximize(boolean value) {
            return new Options(learningRate, momentum, dampening, nesterov, weightDecay, value);
        }

        @Override
        public Options withMomentumOrBeta1(double value) {
            return withMomentum(value);
        }

        @Override
        public Notes notes() {
            return Notes.NONE.with("lr", learningRate).with("momentum", momentum).with("dampening", dampening)
                    .with("nesterov", nesterov).with("weight_decay", weightDecay).with("maximize", maximize);
        }

        @Override
        public Options of(Notes notes) {
            return new Options(notes.real("lr"), notes.real("momentum"), notes.real("dampening"),
                    notes.flag("nesterov"), notes.real("weight_decay"), notes.flag("maximize"));
        }
    }

    /** The usual options but for the learning rate, for all parameters alike. */
    public SGD(List<Parameter> parameters, double learningRate) {
        this(parameters, options(learningRate));
    }

    /** These options for all parameters alike. */
    public SGD(List<Parameter> parameters, Options options) {
        this(List.of(new ParameterGroup<>(parameters, options)));
    }

    /** Each group of parameters with its own options. */
    public SGD(List<ParameterGroup<Options>> groups) {
        super(groups);
    }

    /** The usual options: a learning rate of 1e-3, and as {@link #options(double)}. */
    public static Options options() {
        return options(1e-3);
    }

    /** No momentum, no weight decay. */
    public static Options options(double learningRate) {
        return new Options(learningRate, 0, 0, false, 0, false);
    }

    @Override
    protected void update(ParameterState state, Tensor gradient, Options options) {
        boolean hasMomentum = options.momentum() != 0;
        boolean first = !state.has("momentum_buffer");
        List<Parameter> kept = hasMomentum ? List.of(state.tensor("momentum_buffer")) : List.of();
        var descent = new Descent(options.maximize(), options.weightDecay());
        state.parameter().update(strips -> {
            Strip g = descent.gradient(strips);
            if (hasMomentum) {
                Strip v = first
                        ? strips.changed(1).set(g)
                        : strips.changed(1).axpby(1 - options.dampening(), g, options.momentum());
                g = options.nesterov() ? strips.scratch(1).set(g).axpby(options.momentum(), v, 1) : v;
            }
            strips.changed(0).axpby(-options.learningRate(), g, 1);
        }, kept, gradient);
    }
}
