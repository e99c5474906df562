package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.MutableStrip;
import org.gradus.core.kernel.Strip;

/**
 * Resilient backpropagation: the gradient's sign alone gives the direction, and each element's step grows while that stays
 * and shrinks when it turns. Meant for gradients of the whole training set, not of batches.
 *
 * <pre>
 * where g·g′ &gt; 0   s ← etaPlus·s
 * where g·g′ &lt; 0   s ← etaMinus·s, g ← 0
 * s ← min(max(s, stepSizeMin), stepSizeMax)          at first s = learningRate, g′ = 0
 * p ← p − sign(g)·s, g′ ← g
 * </pre>
 *
 * <p>
 * Source: M. Riedmiller and H. Braun, <i>A direct adaptive method for faster backpropagation learning: the RPROP
 * algorithm</i>, ICNN 1993, in the variant of C. Igel and M. Hüsken that does not go back, 2000.
 */
public final class Rprop extends PerParameterOptimizer<Rprop.Options> {

    /**
     * How a group of parameters is updated.
     *
     * @param learningRate the first step of every element, positive or zero
     * @param etaMinus the factor of a step that turned, in (0, 1)
     * @param etaPlus the factor of a step that did not, above 1
     * @param stepSizeMin the smallest step, positive or zero
     * @param stepSizeMax the largest step, at least the smallest
     * @param maximize whether to climb along the gradient instead of descending
     */
    public record Options(double learningRate, double etaMinus, double etaPlus, double stepSizeMin, double stepSizeMax,
            boolean maximize) implements OptimizerOptions<Options> {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            new OptionCheck("Rprop").positiveOrZero("learning rate", learningRate)
                    .positiveOrZero("smallest step size", stepSizeMin).positiveOrZero("largest step size", stepSizeMax);
            checkArgument(etaMinus > 0 && etaMinus < 1, "[Rprop] eta minus must be in (0, 1), but is %s", etaMinus);
            checkArgument(etaPlus > 1 && Double.isFinite(etaPlus), "[Rprop] eta plus must be above 1, but is %s",
                    etaPlus);
        }

        @Override
        public void checkTogether() {
            checkArgument(stepSizeMin <= stepSizeMax,
                    "[Rprop] the smallest step size must not be above the largest, but is %s, and the largest %s",
                    stepSizeMin, stepSizeMax);
        }

        @Override
        public Options withLearningRate(double value) {
            return new Options(value, etaMinus, etaPlus, stepSizeMin, stepSizeMax, maximize);
        }

        /** These options with another eta minus. */
        public Options withEtaMinus(double value) {
            return new Options(learningRate, value, etaPlus, stepSizeMin, stepSizeMax, maximize);
        }

        /** These options with another eta plus. */
        public Options withEtaPlus(double value) {
            return new Options(learningRate, etaMinus, value, stepSizeMin, stepSizeMax, maximize);
        }

        /** These options with another smallest step size. */
        public Options withStepSizeMin(double value) {
            return new Options(learningRate, etaMinus, etaPlus, value, stepSizeMax, maximize);
        }

        /** These options with another largest step size. */
        public Options withStepSizeMax(double value) {
            return new Options(learningRate, etaMinus, etaPlus, stepSizeMin, value, maximize);
        }

        /** These options climbing along the gradient, or descending. */
        public Options withMaximize(boolean value) {
            return new Options(learningRate, etaMinus, etaPlus, stepSizeMin, stepSizeMax, value);
        }

        @Override
        public Notes notes() {
            return Notes.NONE.with("lr", learningRate).with("eta_minus", etaMinus).with("eta_plus", etaPlus)
                    .with("step_size_min", stepSizeMin).with("step_size_max", stepSizeMax).with("maximize", maximize);
        }

        @Override
        public Options of(Notes notes) {
            return new Options(notes.real("lr"), notes.real("eta_minus"), notes.real("eta_plus"),
                    notes.real("step_size_min"), notes.real("step_size_max"), notes.flag("maximize"));
        }
    }

    /** The usual options but for the learning rate, for all parameters alike. */
    public Rprop(List<Parameter> parameters, double learningRate) {
        this(parameters, options(learningRate));
    }

    /** These options for all parameters alike. */
    public Rprop(List<Parameter> parameters, Options options) {
        this(List.of(new ParameterGroup<>(parameters, options)));
    }

    /** Each group of parameters with its own options. */
    public Rprop(List<ParameterGroup<Options>> groups) {
        super(groups);
    }

    /** The usual options: a learning rate of 1e-2, and as {@link #options(double)}. */
    public static Options options() {
        return options(1e-2);
    }

    /** Steps that grow by 1.2 and shrink by 0.5, between 1e-6 and 50. */
    public static Options options(double learningRate) {
        return new Options(learningRate, 0.5, 1.2, 1e-6, 50, false);
    }

    @Override
    protected void update(ParameterState state, Tensor gradient, Options options) {
        List<Parameter> kept = List.of(state.tensor("prev"), state.tensor("step_size", options.learningRate()));
        var descent = new Descent(options.maximize(), 0);
        state.parameter().update(strips -> {
            Strip g = descent.gradient(strips);
            MutableStrip last = strips.changed(1);
            Strip turned = strips.scratch(1).set(g).mul(last);
            MutableStrip some = strips.scratch(2).bySign(turned, options.etaMinus(), 1, options.etaPlus());
            Strip size = strips.changed(2).mul(some).clamp(options.stepSizeMin(), options.stepSizeMax());
            some.bySign(last.set(g).zeroWhereNegative(turned), -1, 0, 1);
            strips.changed(0).addcmul(-1, some, size);
        }, kept, gradient);
    }
}
