package org.gradus.core.op;

import java.util.List;
import org.gradus.core.Saves;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;

/**
 * y = −t·ln x − (1 − t)·ln(1 − x), element by element, for probabilities x and t; logarithms below −100 are taken for −100,
 * so that no loss is infinite.
 *
 * <p>
 * ∂y/∂x = (x − t)/max(x·(1 − x), 1e-12) and ∂y/∂t = ln(1 − x) − ln x, which is infinite at x = 0 and 1: as in PyTorch, neither
 * knows of the −100.
 */
public record BinaryCrossEntropyOp() implements ZipOp {

    private static final double LOWEST = -100;
    private static final double EPS = 1e-12f;
    private static final ValueRange PROBABILITY = new ValueRange(0, 1);

    @Override
    public TensorType infer(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor t = inputs.get(1);
        Checks.alike(name(), x, t);
        PROBABILITY.check(name(), "the input", x);
        PROBABILITY.check(name(), "the target", t);
        return x.type();
    }

    @Override
    public double applyAsDouble(double x, double t) {
        return (t - 1) * Math.max(Math.log1p(-x), LOWEST) - t * Math.max(Math.log(x), LOWEST);
    }

    @Override
    public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Tensor t = inputs.get(1);
        return argument == 0
                ? upstream.mul(x.sub(t).div(ClampOp.clampMin(x.mul(x.neg().add(1)), EPS)))
                : upstream.mul(x.neg().log1p().sub(x.log()));
    }

    @Override
    public Saves saves(int argument) {
        return argument == 0 ? Saves.input(0).and(Saves.input(1)) : Saves.input(0);
    }
}
