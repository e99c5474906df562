package org.gradus.optim;

import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;

/**
 * {@link Adam} with weight decay apart from the gradient, so that it shrinks all elements alike, whatever their gradients'
 * size; the options' {@code decoupledWeightDecay} counts as set.
 *
 * <pre>
 * p ← p − learningRate·weightDecay·p
 * m ← β₁·m + (1 − β₁)·g
 * v ← β₂·v + (1 − β₂)·g²
 * p ← p − learningRate·m̂ / (√v̂ + eps)               with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)
 * </pre>
 *
 * <p>
 * Source: I. Loshchilov and F. Hutter, <i>Decoupled weight decay regularization</i>, ICLR 2019.
 */
public final class AdamW extends PerParameterOptimizer<Adam.Options> {

    /** The usual options but for the learning rate, for all parameters alike. */
    public AdamW(List<Parameter> parameters, double learningRate) {
        this(parameters, options(learningRate));
    }

    /** These options for all parameters alike. */
    public AdamW(List<Parameter> parameters, Adam.Options options) {
        this(List.of(new ParameterGroup<>(parameters, options)));
    }

    /** Each group of parameters with its own options. */
    public AdamW(List<ParameterGroup<Adam.Options>> groups) {
        super(groups);
    }

    /** The usual options: a learning rate of 1e-3, and as {@link #options(double)}. */
    public static Adam.Options options() {
        return options(1e-3);
    }

    /** β₁ = 0.9, β₂ = 0.999, eps = 1e-8, a weight decay of 0.01. */
    public static Adam.Options options(double learningRate) {
        return Adam.options(learningRate).withWeightDecay(1e-2).withDecoupledWeightDecay(true);
    }

    @Override
    protected void update(ParameterState state, Tensor gradient, Adam.Options options) {
        Adam.update(state, gradient, options, true);
    }
}
