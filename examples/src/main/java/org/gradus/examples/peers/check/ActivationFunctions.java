package org.gradus.examples.peers.check;

import java.util.function.Consumer;
import org.gradus.core.GeluApproximation;
import org.gradus.core.Shape;
import org.gradus.core.op.Activations;
import org.gradus.core.op.EluOp;
import org.gradus.core.op.GeluOp;
import org.gradus.core.op.HardshrinkOp;
import org.gradus.core.op.HardsigmoidOp;
import org.gradus.core.op.HardswishOp;
import org.gradus.core.op.HardtanhOp;
import org.gradus.core.op.LeakyReluOp;
import org.gradus.core.op.LogSigmoidOp;
import org.gradus.core.op.MishOp;
import org.gradus.core.op.PreluOp;
import org.gradus.core.op.SiluOp;
import org.gradus.core.op.SoftplusOp;
import org.gradus.core.op.SoftshrinkOp;
import org.gradus.core.op.SoftsignOp;
import org.gradus.core.op.StepOp;
import org.gradus.core.op.ThresholdOp;

/**
 * Activation functions.
 *
 * <p>
 * Exceptional numbers are left out where PyTorch differs from itself or from the limit: its gradients of elu and its kin
 * are NaN for NaN, and those of the piecewise functions depend on the element's place in the vector; softsign's at
 * infinity is NaN; gelu and hardswish overflow early. The 1/6 of hardsigmoid's gradient has single precision even in
 * FLOAT64.
 */
final class ActivationFunctions {

    /** Around the kinks at ±1/2, ±1, ±3 and 6, all of which multiples of 1/2 meet, and far from them. */
    private static final Consumer<Draw> KINKS = Draws.mostly(Draws.unary(Domain.of(-7, 7)), Draws.unary(Domain.WIDE));
    private static final Consumer<Draw> WILD = Draws.mostly(KINKS, Draws.unary(Domain.ANY.andWild()));

    private ActivationFunctions() {}

    static void addTo(Operations table) {
        table.add("elu", with("alpha", 0.25, 2), c -> EluOp.elu(c.x(), c.real("alpha")));
        table.add("celu", with("alpha", 0.25, 2), c -> EluOp.celu(c.x(), c.real("alpha")));
        table.add("selu", KINKS, c -> EluOp.selu(c.x()));
        table.add("gelu", KINKS.andThen(draw -> draw.with("approximation", draw.choice(GeluApproximation.values()))),
                c -> GeluOp.gelu(c.x(), c.choice("approximation", GeluApproximation.class)));
        table.add("hardshrink", with("lambda", 0, 2), c -> HardshrinkOp.hardshrink(c.x(), c.real("lambda")));
        table.add("softshrink", with("lambda", 0, 2), c -> SoftshrinkOp.softshrink(c.x(), c.real("lambda")));
        table.add("tanhshrink", WILD, c -> Activations.tanhshrink(c.x()));
        table.judged(Closeness.COARSE).add("hardsigmoid", KINKS, c -> HardsigmoidOp.hardsigmoid(c.x()));
        table.add("hardswish", KINKS, c -> HardswishOp.hardswish(c.x()));
        table.add("relu6", KINKS, c -> HardtanhOp.relu6(c.x()));
        table.add("hardtanh", KINKS.andThen(draw -> draw.with("bounds", -draw.between(1, 6) / 2.0,
                draw.between(0, 6) / 2.0)),
                c -> HardtanhOp.hardtanh(c.x(), c.attributes().reals("bounds")[0], c.attributes().reals("bounds")[1]));
        table.add("leakyRelu", with("slope", -1, 1), c -> LeakyReluOp.leakyRelu(c.x(), c.real("slope")));
        table.add("step", WILD, c -> StepOp.step(c.x()));
        table.add("heaviside", Draws.constants(WILD).andThen(draw -> draw.with("atZero", draw.real(-1, 1))),
                c -> StepOp.heaviside(c.x(), c.real("atZero")));
        table.add("prelu", ActivationFunctions::prelu, c -> PreluOp.prelu(c.x(), c.y()));
        table.add("threshold", with("threshold", -1, 1).andThen(draw -> draw.with("value", draw.real(-1, 1))),
                c -> ThresholdOp.threshold(c.x(), c.real("threshold"), c.real("value")));
        table.add("softplus",
                with("beta", 0.5, 2).andThen(draw -> draw.with("threshold", (double) draw.between(1, 20))),
                c -> SoftplusOp.softplus(c.x(), c.real("beta"), c.real("threshold")));
        table.add("softsign", KINKS, c -> SoftsignOp.softsign(c.x()));
        table.add("logSigmoid", WILD, c -> LogSigmoidOp.logSigmoid(c.x()));
        table.add("silu", WILD, c -> SiluOp.silu(c.x()));
        table.add("mish", WILD, c -> MishOp.mish(c.x()));
        table.add("softmin", Draws.alongDim(Domain.ANY), c -> Activations.softmin(c.x(), c.dim()));
        table.add("glu", draw -> {
            Shape half = draw.shape(1, 4);
            int dim = draw.dim(half);
            draw.input(draw.numbers(half.withSize(dim, 2 * half.size(dim)), Domain.ANY)).with("dim", dim);
        }, c -> Activations.glu(c.x(), c.dim()));
    }

    /** Kinks and a number, as often as not one that lies on a multiple of 1/2, where the tensor's numbers may lie. */
    private static Consumer<Draw> with(String name, double low, double high) {
        return KINKS.andThen(draw -> draw.with(name, draw.chance(0.5)
                ? draw.between((int) Math.ceil(2 * low), (int) Math.floor(2 * high)) / 2.0
                : draw.real(low, high)));
    }

    private static void prelu(Draw draw) {
        Shape shape = draw.shapeOrEmpty(2, 4);
        draw.input(draw.numbers(shape, Domain.ANY));
        draw.input(draw.numbers(Shape.of(draw.chance(0.3) ? 1 : shape.size(1)), Domain.ANY));
    }
}
