package org.gradus.optim;

import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Strip;

/**
 * Steps whose size is the root mean square of the last steps over that of the last gradients, in the parameter's own units.
 *
 * <pre>
 * g ← g + weightDecay·p
 * v ← rho·v + (1 − rho)·g²
 * d = √(u + eps) / √(v + eps)·g
 * u ← rho·u + (1 − rho)·d²
 * p ← p − learningRate·d
 * </pre>
 *
 * <p>
 * Source: M. Zeiler, <i>ADADELTA: an adaptive learning rate method</i>, 2012.
 */
public final class Adadelta extends PerParameterOptimizer<Adadelta.Options> {

    /**
     * How a group of parameters is updated.
     *
     * @param learningRate the factor of the update, positive or zero
     * @param rho the decay of both running means, in [0, 1]
     * @param eps what is added below the roots, positive or zero
     * @param weightDecay λ of a penalty λ/2·‖p‖², positive or zero
     * @param maximize whether to climb along the gradient instead of descending
     */
    public record Options(double learningRate, double rho, double eps, double weightDecay,
            boolean maximize) implements OptimizerOptions<Options> {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            new OptionCheck("Adadelta").positiveOrZero("learning rate", learningRate).share("rho", rho)
                    .positiveOrZero("eps", eps).positiveOrZero("weight decay", weightDecay);
        }

        @Override
        public Options withLearningRate(double value) {
            return new Options(value, rho, eps, weightDecay, maximize);
        }

        /** These options with another rho. */
        public Options withRho(double value) {
            return new Options(learningRate, value, eps, weightDecay, maximize);
        }

        /** These options with another eps. */
        public Options withEps(double value) {
            return new Options(learningRate, rho, value, weightDecay, maximize);
        }

        /** These options with another weight decay. */
        public Options withWeightDecay(double value) {
            return new Options(learningRate, rho, eps, value, maximize);
        }

        /** These options climbing along the gradient, or descending. */
        public Options withMaximize(boolean value) {
            return new Options(learningRate, rho, eps, weightDecay, value);
        }

        @Override
        public Notes notes() {
            return Notes.NONE.with("lr", learningRate).with("rho", rho).with("eps", eps)
                    .with("weight_decay", weightDecay).with("maximize", maximize);
        }

        @Override
        public Options of(Notes notes) {
            return new Options(notes.real("lr"), notes.real("rho"), notes.real("eps"), notes.real("weight_decay"),
                    notes.flag("maximize"));
        }
    }

    /** The usual options but for the learning rate, for all parameters alike. */
    public Adadelta(List<Parameter> parameters, double learningRate) {
        this(parameters, options(learningRate));
    }

    /** These options for all parameters alike. */
    public Adadelta(List<Parameter> parameters, Options options) {
        this(List.of(new ParameterGroup<>(parameters, options)));
    }

    /** Each group of parameters with its own options. */
    public Adadelta(List<ParameterGroup<Options>> groups) {
        super(groups);
    }

    /** The usual options: a learning rate of 1, and as {@link #options(double)}. */
    public static Options options() {
        return options(1);
    }

    /** rho = 0.9, eps = 1e-6, no weight decay. */
    public static Options options(double learningRate) {
        return new Options(learningRate, 0.9, 1e-6, 0, false);
    }

    @Override
    protected void update(ParameterState state, Tensor gradient, Options options) {
        List<Parameter> kept = List.of(state.tensor("square_avg"), state.tensor("acc_delta"));
        double rho = options.rho();
        double eps = options.eps();
        var descent = new Descent(options.maximize(), options.weightDecay());
        state.parameter().update(strips -> {
            Strip g = descent.gradient(strips);
            Strip v = strips.changed(1).mul(rho).addcmul(1 - rho, g, g);
            Strip root = strips.scratch(1).set(v).add(eps).sqrt();
            Strip d = strips.scratch(2).set(strips.changed(2)).add(eps).sqrt().div(root).mul(g);
            strips.changed(2).mul(rho).addcmul(1 - rho, d, d);
            strips.changed(0).axpby(-options.learningRate(), d, 1);
        }, kept, gradient);
    }
}
