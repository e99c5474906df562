package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;

/**
 * Stochastic gradient descent, with momentum and weight decay where asked for. For gradient g of parameter p, in this
 * order and with PyTorch's rounding:
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
public final class SGD extends Optimizer<SGD.Options> {

    /**
     * How a group of parameters is updated.
     *
     * @param learningRate the factor of the update, positive or zero
     * @param momentum how much of the last update is kept, positive or zero; zero for none
     * @param dampening how much of the gradient is left out of the momentum, in [0, 1]
     * @param nesterov whether the gradient counts as if taken after the step that momentum makes
     * @param weightDecay λ of a penalty λ/2·‖p‖², positive or zero
     */
    public record Options(double learningRate, double momentum, double dampening, boolean nesterov, double weightDecay)
            implements
                OptimizerOptions<Options> {

        /** Checks the values. @throws IllegalArgumentException if one is out of range, naming it */
        public Options {
            check("learning rate", learningRate);
            check("momentum", momentum);
            check("dampening", dampening);
            checkArgument(dampening <= 1, "[SGD] dampening must be at most 1, but is %s", dampening);
            check("weight decay", weightDecay);
        }

        private static void check(String name, double value) {
            checkArgument(value >= 0, "[SGD] %s must be positive or zero, but is %s", name, value);
            checkArgument(Double.isFinite(value), "[SGD] %s must be finite, but is %s", name, value);
        }

        @Override
        public void checkTogether() {
            checkArgument(!nesterov || momentum > 0 && dampening == 0,
                    "[SGD] Nesterov's momentum needs a momentum and no dampening, but momentum is %s and dampening is %s",
                    momentum, dampening);
        }

        @Override
        public Options withLearningRate(double value) {
            return new Options(value, momentum, dampening, nesterov, weightDecay);
        }

        /** These options with another momentum. */
        public Options withMomentum(double value) {
            return new Options(learningRate, value, dampening, nesterov, weightDecay);
        }

        /** These options with another dampening. */
        public Options withDampening(double value) {
            return new Options(learningRate, momentum, value, nesterov, weightDecay);
        }

        /** These options with Nesterov's momentum, or without. */
        public Options withNesterov(boolean value) {
            return new Options(learningRate, momentum, dampening, value, weightDecay);
        }

        /** These options with another weight decay. */
        public Options withWeightDecay(double value) {
            return new Options(learningRate, momentum, dampening, nesterov, value);
        }
    }

    private final Map<Parameter, Parameter> velocities = new IdentityHashMap<>();

    /** Plain gradient descent on all parameters alike. */
    public SGD(List<Parameter> parameters, double learningRate) {
        this(parameters, options(learningRate));
    }

    /** Gradient descent on all parameters alike. */
    public SGD(List<Parameter> parameters, Options options) {
        this(List.of(new ParameterGroup<>(parameters, options)));
    }

    /** Gradient descent on groups of parameters. */
    public SGD(List<ParameterGroup<Options>> groups) {
        super(groups);
    }

    /** Plain gradient descent: no momentum, no weight decay. */
    public static Options options(double learningRate) {
        return new Options(learningRate, 0, 0, false, 0);
    }

    @Override
    protected void update(Parameter parameter, Tensor gradient, Options options) {
        Tensor penalised = options.weightDecay() == 0
                ? gradient
                : Axpby.plus(gradient, options.weightDecay(), parameter);
        Tensor direction = options.momentum() == 0 ? penalised : withMomentum(parameter, penalised, options);
        parameter.update(new Axpby(-options.learningRate(), 1), direction);
    }

    private Tensor withMomentum(Parameter parameter, Tensor gradient, Options options) {
        Parameter velocity = velocities.get(parameter);
        if (velocity == null) {
            velocity = new Parameter(gradient).requiresGrad(false);
            velocities.put(parameter, velocity);
        } else {
            velocity.update(new Axpby(1 - options.dampening(), options.momentum()), gradient);
        }
        return options.nesterov() ? Axpby.plus(gradient, options.momentum(), velocity) : velocity;
    }
}
