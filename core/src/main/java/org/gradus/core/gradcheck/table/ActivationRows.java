package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.awayFromZero;
import static org.gradus.core.gradcheck.table.Input.between;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.OpRow.row;

import java.util.List;
import org.gradus.core.GeluApproximation;
import org.gradus.core.op.Activations;
import org.gradus.core.op.EluOp;
import org.gradus.core.op.GeluGradOp;
import org.gradus.core.op.GeluOp;
import org.gradus.core.op.HardshrinkOp;
import org.gradus.core.op.HardsigmoidOp;
import org.gradus.core.op.HardswishOp;
import org.gradus.core.op.HardtanhOp;
import org.gradus.core.op.LeakyReluGradOp;
import org.gradus.core.op.LeakyReluOp;
import org.gradus.core.op.LogSigmoidOp;
import org.gradus.core.op.MishOp;
import org.gradus.core.op.PreluOp;
import org.gradus.core.op.Rrelu;
import org.gradus.core.op.SiluOp;
import org.gradus.core.op.SoftplusOp;
import org.gradus.core.op.SoftshrinkOp;
import org.gradus.core.op.SoftsignOp;
import org.gradus.core.op.StepOp;
import org.gradus.core.op.ThresholdOp;
import org.gradus.core.random.Rng;

/** Activation functions. */
final class ActivationRows {

    private ActivationRows() {}

    static List<OpRow> rows() {
        return List.of(
                row("leakyRelu", LeakyReluOp::leakyRelu, awayFromZero("n")),
                row("leakyRelu, slope −0.5", x -> LeakyReluOp.leakyRelu(x, -0.5), awayFromZero("n")),
                row("leakyReluGrad", new LeakyReluGradOp(0.2)::apply, normal("n"), awayFromZero("n")),
                row("leakyReluGrad, broadcast", new LeakyReluGradOp(0.2)::apply, normal("n,3"), awayFromZero("n,1")),
                row("prelu, one slope", PreluOp::prelu, awayFromZero("n"), normal("1")),
                row("prelu, a slope for each channel", PreluOp::prelu, awayFromZero("2,3,n"), normal("3")),
                row("prelu, a slope for each feature", PreluOp::prelu, awayFromZero("2,n"), normal("n")).notEmpty(),
                row("elu", EluOp::elu, awayFromZero("n")),
                row("elu, alpha 0.7", x -> EluOp.elu(x, 0.7), awayFromZero("n")),
                row("selu", EluOp::selu, awayFromZero("n")),
                row("celu", EluOp::celu, awayFromZero("n")),
                row("celu, alpha 2", x -> EluOp.celu(x, 2), awayFromZero("n")),
                row("gelu", GeluOp::gelu, normal("n")).smooth(),
                row("gelu, tanh", x -> GeluOp.gelu(x, GeluApproximation.TANH), normal("n")).smooth(),
                row("geluGrad", new GeluGradOp(GeluApproximation.NONE)::apply, normal("n")).smooth(),
                row("geluGrad, tanh", new GeluGradOp(GeluApproximation.TANH)::apply, normal("n")).smooth(),
                row("silu", SiluOp::silu, normal("n")).smooth(),
                row("mish", MishOp::mish, normal("n")).smooth(),
                row("softplus", SoftplusOp::softplus, normal("n")).smooth(),
                row("softplus, beta 2, threshold 3", x -> SoftplusOp.softplus(x, 2, 3), between(-2, 3, "n", 1.5)),
                row("logSigmoid", LogSigmoidOp::logSigmoid, normal("n")).smooth(),
                row("softsign", SoftsignOp::softsign, awayFromZero("n")),
                row("hardtanh", HardtanhOp::hardtanh, between(-2, 2, "n", -1, 1)),
                row("hardtanh, −0.5 to 2", x -> HardtanhOp.hardtanh(x, -0.5, 2), between(-1, 3, "n", -0.5, 2)),
                row("relu6", HardtanhOp::relu6, between(-3, 9, "n", 0, 6)),
                row("hardsigmoid", HardsigmoidOp::hardsigmoid, between(-5, 5, "n", -3, 3)),
                row("hardswish", HardswishOp::hardswish, between(-5, 5, "n", -3, 3)),
                row("threshold", x -> ThresholdOp.threshold(x, 0.5, 7), between(-1, 2, "n", 0.5)),
                row("hardshrink", x -> HardshrinkOp.hardshrink(x, 0.5), between(-2, 2, "n", -0.5, 0.5)),
                row("softshrink", x -> SoftshrinkOp.softshrink(x, 0.5), between(-2, 2, "n", -0.5, 0.5)),
                row("tanhshrink", Activations::tanhshrink, normal("n")).terms(2).smooth(),
                row("step", StepOp::step, awayFromZero("n")),
                row("rrelu", x -> Rrelu.rrelu(x, Rrelu.Slopes.DEFAULT, new Rng(7)), awayFromZero("n")),
                row("glu", x -> Activations.glu(x, -1), normal("n,4")).smooth(),
                row("glu of channels", x -> Activations.glu(x, 1), normal("2,6,n")),
                row("softmin", x -> Activations.softmin(x, 1), normal("2,n")).terms(n -> n));
    }
}
