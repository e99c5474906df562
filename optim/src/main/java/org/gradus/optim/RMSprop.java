package org.gradus.optim;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.MutableStrip;
import org.gradus.core.kernel.Strip;

/**
 * Steps along the gradient, each element divided by the root of the running mean of its squares.
 *
 * <pre>
 * g ← g + weightDecay·p
 * v ← alpha·v + (1 − alpha)·g²
 * s = √v + eps                                       centred, ḡ ← alpha·ḡ + (1 − alpha)·g and s = √(v − ḡ²) + eps
 * b ← momentum·b + g / s                             without momentum b = g / s
 * p ← p − learningRate·b
 * </pre>
 *
 * <p>
 * Where rounding makes v − ḡ² negative, which gives NaN in PyTorch, it counts as 0.
 *
 * <p>
 * Source: T. Tieleman and G. Hinton, <i>Neural networks for machine learning</i>, lecture 6.5, 2012; centred: A. Graves,
 * <i>Generating sequences with recurrent neural networks</i>, 2013.
 */
public final class RMSprop extends PerParameterOptimizer<RMSprop.Options> {

    /**
     * How a group of parameters is updated.
     *
     * @param learningRate the factor of the update, positive or zero
     * @param alpha the decay of running means, positive or zero
     * @param eps what is added to denominators, positive or zero
     * @param weightDecay λ of a penalty λ/2·‖p‖², positive or zero
     * @param momentum how much of the last update is kept, positive or zero; zero for none
     * @param centered whether to divide by the deviation of gradients from their running mean
     * @param maximize whether to climb along the gradient instead of descending
     */
    public record Options(double learningRate, double alpha, double eps, double weightDecay, double momentum,
            boolean centered, boolean maximize) implements OptimizerOptions<Options> {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            new OptionCheck("RMSprop").positiveOrZero("learning rate", learningRate).positiveOrZero("alpha", alpha)
                    .positiveOrZero("eps", eps).positiveOrZero("weight decay", weightDecay)
                    .positiveOrZero("momentum", momentum);
        }

        @Override
        public Options withLearningRate(double value) {
            return new Options(value, alpha, eps, weightDecay, momentum, centered, maximize);
        }

        /** These options with another alpha. */
        public Options withAlpha(double value) {
            return new Options(learningRate, value, eps, weightDecay, momentum, centered, maximize);
        }

        /** These options with another eps. */
        public Options withEps(double value) {
            return new Options(learningRate, alpha, value, weightDecay, momentum, centered, maximize);
        }

        /** These options with another weight decay. */
        public Options withWeightDecay(double value) {
            return new Options(learningRate, alpha, eps, value, momentum, centered, maximize);
        }

        /** These options with another momentum. */
        public Options withMomentum(double value) {
            return new Options(learningRate, alpha, eps, weightDecay, value, centered, maximize);
        }

        /** These options dividing by the deviation from the mean gradient, or by the root of the mean square. */
        public Options withCentered(boolean value) {
            return new Options(learningRate, alpha, eps, weightDecay, momentum, value, maximize);
        }

        /** These options climbing along the gradient, or descending. */
        public Options withMaximize(boolean value) {
            return new Options(learningRate, alpha, eps, weightDecay, momentum, centered, value);
        }

        @Override
        public Options withMomentumOrBeta1(double value) {
            return withMomentum(value);
        }

        @Override
        public Notes notes() {
            return Notes.NONE.with("lr", learningRate).with("alpha", alpha).with("eps", eps)
                    .with("weight_decay", weightDecay).with("momentum", momentum).with("centered", centered)
                    .with("maximize", maximize);
        }

        @Override
        public Options of(Notes notes) {
            return new Options(notes.real("lr"), notes.real("alpha"), notes.real("eps"), notes.real("weight_decay"),
                    notes.real("momentum"), notes.flag("centered"), notes.flag("maximize"));
        }
    }

    /** The usual options but for the learning rate, for all parameters alike. */
    public RMSprop(List<Parameter> parameters, double learningRate) {
        this(parameters, options(learningRate));
    }

    /** These options for all parameters alike. */
    public RMSprop(List<Parameter> parameters, Options options) {
        this(List.of(new ParameterGroup<>(parameters, options)));
    }

    /** Each group of parameters with its own options. */
    public RMSprop(List<ParameterGroup<Options>> groups) {
        super(groups);
    }

    /** The usual options: a learning rate of 1e-2, and as {@link #options(double)}. */
    public static Options options() {
        return options(1e-2);
    }

    /** alpha = 0.99, eps = 1e-8, no weight decay, no momentum. */
    public static Options options(double learningRate) {
        return new Options(learningRate, 0.99, 1e-8, 0, 0, false, false);
    }

    @Override
    protected void update(ParameterState state, Tensor gradient, Options options) {
        boolean centered = options.centered();
        boolean hasMomentum = options.momentum() > 0;
        List<Parameter> kept = new ArrayList<>(List.of(state.tensor("square_avg")));
        if (hasMomentum) {
            kept.add(state.tensor("momentum_buffer"));
        }
        if (centered) {
            kept.add(state.tensor("grad_avg"));
        }
        int meanAt = kept.size();
        double alpha = options.alpha();
        double rate = options.learningRate();
        var descent = new Descent(options.maximize(), options.weightDecay());
        state.parameter().update(strips -> {
            Strip g = descent.gradient(strips);
            Strip v = strips.changed(1).mul(alpha).addcmul(1 - alpha, g, g);
            MutableStrip s = strips.scratch(1).set(v);
            if (centered) {
                Strip mean = strips.changed(meanAt).lerp(g, 1 - alpha);
                s.addcmul(-1, mean, mean).clamp(0, Double.POSITIVE_INFINITY);
            }
            s.sqrt().add(options.eps());
            if (hasMomentum) {
                strips.changed(0).axpby(-rate, strips.changed(2).mul(options.momentum()).addcdiv(1, g, s), 1);
            } else {
                strips.changed(0).addcdiv(-rate, g, s);
            }
        }, kept, gradient);
    }
}
