package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AnomalyTest {

    @Test
    void the_operation_that_makes_a_NaN_and_the_line_that_called_it_are_named() {
        Tensor x = Tensor.of(new float[]{1, -1});
        assertThatThrownBy(() -> Tape.detectAnomaly(() -> x.log().sum()))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("[log] gave NaN in float32[2] from inputs without any, called at ")
                .hasMessageContaining("AnomalyTest.java:");
    }

    @Test
    void a_graph_recorded_outside_is_still_checked_and_says_that_its_line_is_unknown() {
        Tensor x = Tensor.of(new double[]{0}).requiresGrad(true);
        Tensor y = x.log();
        assertThatThrownBy(() -> Tape.detectAnomaly(() -> y.backward(Tensor.of(new double[]{0}))))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("[log] the backward rule for argument 0 gave NaN in float64[1] from a gradient without any;"
                        + " the operation was recorded at a place that is not known: record it within detectAnomaly too");
        assertThat(x.grad()).isNull();
    }

    @Test
    void recorded_within_the_scope_the_line_is_known() {
        Tensor x = Tensor.of(new double[]{0}).requiresGrad(true);
        assertThatThrownBy(() -> Tape.detectAnomaly(() -> x.log().backward(Tensor.of(new double[]{0}))))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("the operation was recorded at org.gradus.core.AnomalyTest.")
                .hasMessageContaining("AnomalyTest.java:");
    }

    @Test
    void a_NaN_that_comes_from_outside_accuses_no_operation() {
        Tensor x = Tensor.of(new double[]{Double.NaN}).requiresGrad(true);
        Tape.detectAnomaly(() -> x.mul(2).sum().backward());
        assertThat(x.grad().item()).isEqualTo(2);
        assertThat(Tape.detectAnomaly(() -> x.exp().item())).isNaN();
    }

    @Test
    void without_the_scope_NaN_is_a_number_like_others() {
        assertThat(Tensor.of(new float[]{-1}).log().item()).isNaN();
    }

    @Test
    void the_line_is_the_program_s_also_where_an_interceptor_calls_the_operation() {
        Tensor x = Tensor.of(new double[]{-1}).requiresGrad(true);
        Interceptor named = new Named();
        assertThatThrownBy(() -> Tape.detectAnomaly(() -> Tape.intercepting(named, () -> x.log().sum())))
                .hasMessageContaining("called at org.gradus.core.AnomalyTest.");
        assertThatThrownBy(() -> Tape.intercepting(named, () -> Tape.detectAnomaly(() -> x.log().sum())))
                .hasMessageContaining("called at org.gradus.core.AnomalyTest.");
        StackTraceElement line = Tape.detectAnomaly(() -> Tape.intercepting(named, () -> x.exp().node().recordedAt()));
        assertThat(line.getClassName()).isEqualTo(AnomalyTest.class.getName());
    }

    private static final class Named implements Interceptor {
        @Override
        public Tensor apply(Op op, Tensor... inputs) {
            return op.apply(inputs);
        }
    }
}
