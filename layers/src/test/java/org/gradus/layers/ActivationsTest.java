package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.gradus.core.GeluApproximation;
import org.gradus.core.Tensor;
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
import org.gradus.core.op.SiluOp;
import org.gradus.core.op.SoftplusOp;
import org.gradus.core.op.SoftshrinkOp;
import org.gradus.core.op.SoftsignOp;
import org.gradus.core.op.ThresholdOp;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationsTest {

    private static final Tensor X = Tensor.of(new float[]{-7, -2, -0.7f, -0.3f, 0, 0.3f, 0.7f, 2, 7, 25}, 1, 10);

    /** A layer, what PyTorch prints for it, and what it must compute. */
    private record Case(Layer layer, String printed, Tensor expected) {}

    static List<Case> cases() {
        return List.of(
                new Case(new ReLU6(), "ReLU6()", HardtanhOp.relu6(X)),
                new Case(new LeakyReLU(), "LeakyReLU(negative_slope=0.01)", LeakyReluOp.leakyRelu(X, 0.01)),
                new Case(new LeakyReLU(0.2), "LeakyReLU(negative_slope=0.2)", LeakyReluOp.leakyRelu(X, 0.2)),
                new Case(new PReLU(), "PReLU(num_parameters=1)", LeakyReluOp.leakyRelu(X, 0.25)),
                new Case(new PReLU(10, 0.5), "PReLU(num_parameters=10)", LeakyReluOp.leakyRelu(X, 0.5)),
                new Case(new ELU(), "ELU(alpha=1.0)", EluOp.elu(X, 1)),
                new Case(new ELU(0.5), "ELU(alpha=0.5)", EluOp.elu(X, 0.5)),
                new Case(new SELU(), "SELU()", EluOp.selu(X)),
                new Case(new CELU(), "CELU(alpha=1.0)", EluOp.celu(X, 1)),
                new Case(new CELU(2), "CELU(alpha=2.0)", EluOp.celu(X, 2)),
                new Case(new GELU(), "GELU(approximate='none')", GeluOp.gelu(X, GeluApproximation.NONE)),
                new Case(new GELU(GeluApproximation.TANH), "GELU(approximate='tanh')",
                        GeluOp.gelu(X, GeluApproximation.TANH)),
                new Case(new SiLU(), "SiLU()", SiluOp.silu(X)),
                new Case(new Mish(), "Mish()", MishOp.mish(X)),
                new Case(new Softplus(), "Softplus(beta=1.0, threshold=20.0)", SoftplusOp.softplus(X, 1, 20)),
                new Case(new Softplus(2, 0.5), "Softplus(beta=2.0, threshold=0.5)", SoftplusOp.softplus(X, 2, 0.5)),
                new Case(new Softsign(), "Softsign()", SoftsignOp.softsign(X)),
                new Case(new Hardtanh(), "Hardtanh(min_val=-1.0, max_val=1.0)", HardtanhOp.hardtanh(X, -1, 1)),
                new Case(new Hardtanh(-2, 0.5), "Hardtanh(min_val=-2.0, max_val=0.5)",
                        HardtanhOp.hardtanh(X, -2, 0.5)),
                new Case(new Hardsigmoid(), "Hardsigmoid()", HardsigmoidOp.hardsigmoid(X)),
                new Case(new Hardswish(), "Hardswish()", HardswishOp.hardswish(X)),
                new Case(new LogSigmoid(), "LogSigmoid()", LogSigmoidOp.logSigmoid(X)),
                new Case(new GLU(), "GLU(dim=-1)", Activations.glu(X, 1)),
                new Case(new GLU(1), "GLU(dim=1)", Activations.glu(X, 1)),
                new Case(new Threshold(0.1, 20), "Threshold(threshold=0.1, value=20.0)",
                        ThresholdOp.threshold(X, 0.1, 20)),
                new Case(new Softmin(1), "Softmin(dim=1)", X.neg().softmax(1)),
                new Case(new Tanhshrink(), "Tanhshrink()", X.sub(X.tanh())),
                new Case(new Softshrink(), "Softshrink(0.5)", SoftshrinkOp.softshrink(X, 0.5)),
                new Case(new Softshrink(1), "Softshrink(1.0)", SoftshrinkOp.softshrink(X, 1)),
                new Case(new Hardshrink(), "Hardshrink(0.5)", HardshrinkOp.hardshrink(X, 0.5)),
                new Case(new Hardshrink(1), "Hardshrink(1.0)", HardshrinkOp.hardshrink(X, 1)),
                new Case(new Identity(), "Identity()", X));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_layer_computes_its_function_and_is_printed_as_by_pytorch(Case of) {
        assertThat(of.layer().forward(X).toFloatArray()).as(of.printed()).isEqualTo(of.expected().toFloatArray());
        assertThat(of.layer()).hasToString(of.printed());
    }

    @Test
    void prelu_alone_has_a_parameter() {
        assertThat(cases()).filteredOn(of -> !(of.layer() instanceof PReLU))
                .allSatisfy(of -> assertThat(of.layer().stateDict()).as(of.printed()).isEmpty());
        assertThat(new PReLU(2).stateDict()).containsOnlyKeys("weight");
        assertThat(new PReLU(2).weight().toFloatArray()).containsExactly(0.25f, 0.25f);
    }

    @Test
    void prelu_learns_a_slope_for_each_channel_from_what_is_below_0() {
        PReLU prelu = new PReLU(2);
        // [N,C] = [2,2]: channel 0 is below 0 in the first row alone, channel 1 in both
        prelu.forward(Tensor.of(new float[]{-1, -2, 3, -4}, 2, 2)).sum().backward();
        assertThat(prelu.weight().grad().toFloatArray()).containsExactly(-1, -6);
    }

    @Test
    void softmax2d_spreads_each_pixel_over_its_channels() {
        Tensor x = Tensor.of(new float[]{0, 1, 2, 3, 4, 5, 6, 7}, 2, 2, 2);
        assertThat(new Softmax2d().forward(x).sum(0).toFloatArray()).containsOnly(1);
        assertThat(new Softmax2d().forward(x.unsqueeze(0)).toFloatArray())
                .isEqualTo(x.softmax(0).toFloatArray());
        assertThat(new Softmax2d()).hasToString("Softmax2d()");
        assertThatIllegalArgumentException().isThrownBy(() -> new Softmax2d().forward(X))
                .withMessage("[Softmax2d] needs [N,C,H,W] or [C,H,W], but came [1,10]");
    }

    @Test
    void rrelu_in_training_draws_the_slopes_that_pytorch_draws() {
        Tensor x = Tensor.of(new float[]{-1, 2, -1, 0, -1, -1, 3, -1});
        RReLU rrelu = new RReLU(1.0 / 8, 1.0 / 3, new Rng(1234));
        // torch.manual_seed(1234); F.rrelu(x, training=True)
        assertThat(rrelu.forward(x).toFloatArray()).containsExactly(-0.17329879f, 2, -0.14140706f, 0, -0.21132906f,
                -0.20634364f, 3, -0.18118007f);
        assertThat(rrelu).hasToString("RReLU(lower=0.125, upper=0.3333333333333333)");
    }

    @Test
    void rrelu_in_evaluation_takes_the_mean_slope_and_draws_nothing() {
        Rng rng = new Rng(5);
        RReLU rrelu = new RReLU(0.25, 0.75, rng);
        rrelu.eval();
        assertThat(rrelu.forward(Tensor.of(new float[]{-2, 3})).toFloatArray()).containsExactly(-1, 3);
        assertThat(rng.next32()).isEqualTo(new Rng(5).next32());
    }

    @Test
    void identity_gives_the_very_same_tensor() {
        assertThat(new Identity().forward(X)).isSameAs(X);
    }

    @Test
    void numbers_out_of_range_are_named_when_the_layer_is_built() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hardtanh(1, 1))
                .withMessage("[Hardtanh] minVal must be below maxVal, but they are 1.0 and 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new CELU(0)).withMessage("[CELU] alpha must not be 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Softshrink(-1))
                .withMessage("[Softshrink] lambda must not be negative, but is -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Softplus(0, 1))
                .withMessage("[Softplus] beta must not be 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new PReLU(0))
                .withMessage("[PReLU] numParameters must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new RReLU(0.5, 0.1))
                .withMessage("[rrelu] lower must not be above upper, but they are 0.5 and 0.1");
    }
}
