package org.gradus.examples.derivatives;

import java.util.List;
import java.util.function.UnaryOperator;
import org.gradus.core.Autograd;
import org.gradus.core.GradOptions;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.op.ClassLosses;
import org.gradus.layers.Layer;

/** The cross-entropy loss of a network on some samples as a function of all its parameters. */
final class ParameterLoss {

    private final Layer model;
    private final Batch samples;
    private final FlatParameters parameters;

    /** Of a network that computes the same each time; samples and parameters are of one floating-point type. */
    ParameterLoss(Layer model, Batch samples) {
        this.model = model;
        this.samples = samples;
        parameters = new FlatParameters(model.parameters());
    }

    /** Where the loss is taken. */
    FlatParameters parameters() {
        return parameters;
    }

    /** The gradient [d] where the parameters are. */
    Tensor gradient() {
        return FlatParameters.flat(gradient(GradOptions.DEFAULT));
    }

    private List<Tensor> gradient(GradOptions options) {
        Tensor loss = ClassLosses.crossEntropy(model.forward(samples.inputs()), samples.targets());
        return Autograd.grad(List.of(loss), List.copyOf(parameters.parameters()), options);
    }

    /**
     * v ↦ H·v where the parameters are, which must stay: the gradient is recorded once, and each product is one pass back
     * over that record, as H·v is the gradient of gᵀ·v.
     */
    UnaryOperator<Tensor> hessian() {
        List<Tensor> gradient = gradient(GradOptions.DEFAULT.withCreateGraph(true));
        List<Tensor> inputs = List.copyOf(parameters.parameters());
        return v -> FlatParameters.flat(Autograd.grad(gradient, inputs, GradOptions.DEFAULT.withRetainGraph(true)
                .withAllowUnused(true).withCotangents(parameters.shaped(v))));
    }

    /**
     * What (g(θ + h·v) − g(θ − h·v)) / 2h gives, which goes to H·v as h goes to 0 unless the model has a kink in between; the
     * parameters are left at θ.
     *
     * @param at θ
     */
    Difference difference(Tensor at, Tensor v, double h) {
        var decisions = new Decisions(model);
        Tensor step = v.mul(h);
        parameters.set(at.add(step));
        Tensor ahead = gradient();
        List<long[]> decidedAhead = decisions.take();
        parameters.set(at.sub(step));
        Tensor behind = gradient();
        List<long[]> decidedBehind = decisions.take();
        decisions.stop();
        parameters.set(at);
        return new Difference(ahead.sub(behind).div(2 * h), Decisions.differing(decidedAhead, decidedBehind),
                Decisions.count(decidedAhead));
    }

    /**
     * A difference of gradients.
     *
     * @param product about H·v
     * @param kinks decisions of ReLUs and max-pools that differ on its two sides
     * @param decisions how many there are
     */
    record Difference(Tensor product, long kinks, long decisions) {}
}
