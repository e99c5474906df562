package org.gradus.core.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.gradus.core.DType;
import org.gradus.core.MaxPoolOptions;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.op.ArgminOp;
import org.gradus.core.op.Atan2Op;
import org.gradus.core.op.ClampOp;
import org.gradus.core.op.EluOp;
import org.gradus.core.op.FmodOp;
import org.gradus.core.op.GateOp;
import org.gradus.core.op.HardshrinkOp;
import org.gradus.core.op.HardsigmoidOp;
import org.gradus.core.op.HardswishOp;
import org.gradus.core.op.HardtanhOp;
import org.gradus.core.op.LeakyReluGradOp;
import org.gradus.core.op.LeakyReluOp;
import org.gradus.core.op.MaxPool2dOp;
import org.gradus.core.op.PreluOp;
import org.gradus.core.op.RemainderOp;
import org.gradus.core.op.SoftplusOp;
import org.gradus.core.op.SoftshrinkOp;
import org.gradus.core.op.SoftsignOp;
import org.gradus.core.op.StepOp;
import org.gradus.core.op.ThresholdOp;
import org.gradus.core.op.TruncOp;
import org.gradus.core.op.WherePositiveOp;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What operations say of their decisions: something else on either side of each kink, and the same away from it. */
class LedgerTest {

    private static final Tensor ONE = Tensor.of(new double[]{1});

    /** Functions of one number and where they have kinks. */
    private static final Map<String, double[]> KINKS = new TreeMap<>();
    private static final Map<String, UnaryOperator<Tensor>> FUNCTIONS = new TreeMap<>();

    private static void function(String name, UnaryOperator<Tensor> function, double... kinks) {
        FUNCTIONS.put(name, function);
        KINKS.put(name, kinks);
    }

    static {
        function("abs", Tensor::abs, 0);
        function("relu", Tensor::relu, 0);
        function("leakyRelu", LeakyReluOp::leakyRelu, 0);
        function("leakyReluGrad", x -> new LeakyReluGradOp(0.2).apply(ONE, x), 0);
        function("prelu", x -> PreluOp.prelu(x, ONE), 0);
        function("elu", EluOp::elu, 0);
        function("softsign", SoftsignOp::softsign, 0);
        function("wherePositive", x -> new WherePositiveOp().apply(ONE, x), 0);
        function("sign", Tensor::sign, 0);
        function("step", StepOp::step, 0);
        function("floor", Tensor::floor, -1, 0, 1, 2);
        function("ceil", Tensor::ceil, -1, 0, 1, 2);
        function("round", Tensor::round, -0.5, 0.5, 1.5);
        function("trunc", TruncOp::trunc, -1, 1, 2);
        function("clamp", x -> x.clamp(-1, 2), -1, 2);
        function("clampMin", x -> ClampOp.clampMin(x, 0.5), 0.5);
        function("gate", x -> new GateOp(-1, 2).apply(ONE, x), -1, 2);
        function("hardtanh", HardtanhOp::hardtanh, -1, 1);
        function("hardsigmoid", HardsigmoidOp::hardsigmoid, -3, 3);
        function("hardswish", HardswishOp::hardswish, -3, 3);
        function("hardshrink", x -> HardshrinkOp.hardshrink(x, 0.5), -0.5, 0.5);
        function("softshrink", x -> SoftshrinkOp.softshrink(x, 0.5), -0.5, 0.5);
        function("threshold", x -> ThresholdOp.threshold(x, 0.5, 7), 0.5);
        function("softplus", x -> SoftplusOp.softplus(x, 2, 3), 1.5);
        function("maximum", x -> x.maximum(ONE), 1);
        function("minimum", x -> ONE.minimum(x), 1);
        function("fmod", x -> FmodOp.fmod(x, ONE), -1, 1, 2);
        function("remainder", x -> RemainderOp.remainder(x, ONE), -1, 0, 1, 2);
        function("atan2 across its cut", x -> Atan2Op.atan2(x, ONE.neg()), 0);
        function("atan2 elsewhere", x -> Atan2Op.atan2(x, ONE));
        function("norm of order 1", x -> x.norm(1), 0);
        function("norm of infinite order",
                x -> x.mul(Tensor.of(new double[]{1, 0})).add(Tensor.of(new double[]{0, 1})).norm(
                        Double.POSITIVE_INFINITY),
                -1, 0, 1);
        function("comparison", x -> x.gt(1), 1);
        function("comparison, unused", x -> {
            Tensor unused = x.gt(1);
            return x.mul(unused.numel());
        }, 1);
        function("argmax", x -> pair(x).argmax(0), 0.5);
        function("argmin", x -> ArgminOp.argmin(pair(x), 0), 0.5);
        function("sort", x -> pair(x).sort(0).values(), 0.5);
        function("amax", x -> pair(x).amax(), 0.5);
        function("maxPool2d", x -> MaxPool2dOp.maxPool2d(pair(x).reshape(1, 1, 1, 2),
                MaxPoolOptions.kernel(1, 2)), 0.5);
        function("cast to integers", x -> x.to(DType.INT64), -1, 1, 2);
        function("other operations", x -> x.item() > 1 ? x.exp() : x, 1);
        function("smooth", x -> x.exp().log().mul(x).tanh().softmax(0));
    }

    /** x and 1 − x. */
    private static Tensor pair(Tensor x) {
        return x.mul(Tensor.of(new double[]{1, -1})).add(Tensor.of(new double[]{0, 1}));
    }

    private static long decisions(UnaryOperator<Tensor> function, double x) {
        Ledger ledger = new Ledger();
        Tape.intercepting(ledger, () -> function.apply(Tensor.of(new double[]{x}).requiresGrad(true)));
        return ledger.fingerprint();
    }

    @TestFactory
    List<DynamicTest> decisions_change_at_kinks_and_nowhere_else() {
        return KINKS.entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(),
                () -> check(FUNCTIONS.get(entry.getKey()), entry.getValue()))).toList();
    }

    private static void check(UnaryOperator<Tensor> function, double[] kinks) {
        double last = -1.4; // beyond the last kink below −1
        for (double kink : kinks) {
            if (kink > last) {
                assertThat(decisions(function, kink - 1e-9)).as("up to %s", kink).isEqualTo(decisions(function, last));
            }
            assertThat(decisions(function, kink + 1e-9)).as("across %s", kink)
                    .isNotEqualTo(decisions(function, kink - 1e-9));
            last = kink + 1e-9;
        }
        double end = kinks.length == 0 || kinks[kinks.length - 1] < 2 ? Math.max(last, 1.4) : last;
        assertThat(decisions(function, end)).as("from %s on", last).isEqualTo(decisions(function, last));
    }

    @Test
    void the_tip_of_a_norm_is_a_decision_and_its_sides_are_not() {
        UnaryOperator<Tensor> norm = x -> x.norm(2);

        assertThat(decisions(norm, 0)).isNotEqualTo(decisions(norm, 1));
        assertThat(decisions(norm, -1)).isEqualTo(decisions(norm, 1));
    }

    @Test
    void at_the_kink_of_a_relu_it_decides_as_on_neither_side() {
        assertThat(decisions(Tensor::relu, 0)).isNotEqualTo(decisions(Tensor::relu, 1))
                .isNotEqualTo(decisions(Tensor::relu, -1)).isEqualTo(decisions(Tensor::relu, -0.0));
    }

    @Test
    void looking_leaves_no_trace_on_the_tape() {
        Tensor x = Tensor.of(new double[]{2}).requiresGrad(true);

        Tensor y = Tape.intercepting(new Ledger(), () -> x.relu().clamp(0, 1));

        assertThat(Tape.recorded(y)).extracting(node -> node.op().name()).containsExactly("relu", "clamp");
    }
}
