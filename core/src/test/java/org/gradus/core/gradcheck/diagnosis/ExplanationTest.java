package org.gradus.core.gradcheck.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gradus.core.gradcheck.diagnosis.GradientAssertion.assertThatGradientOf;
import static org.gradus.core.gradcheck.diagnosis.GradientAssertion.assertThatGradientsOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.ConvOptions;
import org.gradus.core.Op;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.gradcheck.GradCheckOptions;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.op.ConvOp;
import org.gradus.core.op.CustomVjpOp;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {

    /** y = x³ whose rule forgets the 3. */
    private record CubeOp() implements Op {

        @Override
        public TensorType infer(List<Tensor> inputs) {
            return inputs.get(0).type();
        }

        @Override
        public <A> void forward(Kernels<A> kernels, Call<A> call) {
            kernels.map(x -> x * x * x, call.in(0), call.out());
        }

        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream.mul(inputs.get(0).square());
        }
    }

    private static Tensor normal(int... shape) {
        double[] values = new double[Shape.of(shape).numel()];
        new Rng(5).normal(values, 0, 1);
        return Tensor.of(values, shape);
    }

    private static Explanation explain(Tensor... inputs) {
        return Explanation.of(in -> List.of(new CubeOp().apply(in.get(0).matmul(in.get(1)).tanh()).sum()),
                List.of(inputs).stream().map(x -> x.requiresGrad(true)).toList(), GradCheckOptions.DEFAULT);
    }

    @Test
    void the_operation_at_fault_is_found_among_right_ones_with_its_way_and_the_line_that_called_it() {
        Culprit culprit = explain(normal(2, 4), normal(4, 5)).culprit().orElseThrow();
        assertThat(culprit.node().op()).isEqualTo(new CubeOp());
        assertThat(culprit.inputs()).extracting(Object::toString).containsExactly("float64[2,5]");
        assertThat(culprit.path()).hasSize(4);
        assertThat(culprit.path().get(0)).contains("matmul → float64[2,5]");
        assertThat(culprit.path().get(2)).matches("→ #\\d+ cube → float64\\[2,5\\] ←");
        assertThat(culprit.path().get(3)).contains("sum → float64[]");
        assertThat(culprit.toString()).contains("called at ").contains("ExplanationTest.java:")
                .contains("by itself: ∂ output 0 / ∂ input 0 is 0.333333 times what it should be, everywhere");
    }

    @Test
    void the_smallest_failing_inputs_are_found() {
        Shrunk smallest = explain(normal(2, 4), normal(4, 5)).smallest().orElseThrow();
        assertThat(smallest.inputs()).extracting(Tensor::shape).containsExactly(Shape.of(1, 1), Shape.of(1, 1));
        assertThat(smallest.report().passed()).isFalse();
    }

    @Test
    void inputs_are_cut_only_as_far_as_the_fault_shows() {
        // the fault is in the third row alone, and a matrix of which it is cut off is right
        var explanation = Explanation.of(in -> {
            Tensor x = in.get(0);
            return List.of(x.size(0) < 3 ? x.sin() : new CubeOp().apply(x));
        }, List.of(normal(7, 6).requiresGrad(true)), GradCheckOptions.DEFAULT);
        assertThat(explanation.smallest().orElseThrow().inputs().get(0).shape()).isEqualTo(Shape.of(3, 1));
    }

    @Test
    void where_each_operation_is_right_by_itself_a_detached_value_is_suspected() {
        var explanation = Explanation.of(in -> List.of(in.get(0).mul(in.get(0).detach())),
                List.of(normal(3).requiresGrad(true)), GradCheckOptions.DEFAULT);
        assertThat(explanation.culprit()).isEmpty();
        assertThat(explanation.toString()).contains("is half of what it should be")
                .contains("each operation is right by itself; is a value detached on the way");
    }

    @Test
    void a_rule_of_the_callers_own_is_not_taken_for_an_operation_that_copies() {
        var explanation = Explanation.of(in -> List.of(CustomVjpOp.customVjp(x -> x.get(0).exp(),
                (_, upstream, output, _) -> upstream.mul(output).neg(), in.get(0))),
                List.of(normal(3).requiresGrad(true)), GradCheckOptions.DEFAULT);
        assertThat(explanation.culprit()).isEmpty();
        assertThat(explanation.toString()).contains("the sign is wrong").contains("or a rule of customVjp at fault?");
    }

    @Test
    void a_fault_of_the_second_order_is_found_there() {
        var explanation = Explanation.of(
                in -> List.of(CustomVjpOp.customVjp(x -> x.get(0).exp(),
                        (_, upstream, output, _) -> upstream.mul(output.detach()), in.get(0))),
                List.of(normal(3).requiresGrad(true)), GradCheckOptions.DEFAULT.withOrder(2));
        assertThat(explanation.report().order()).isEqualTo(2);
        assertThat(explanation.symptoms()).extracting(Symptom::words).containsExactly(
                "∂ gradient of input 0 / ∂ input 0 is zero everywhere; does a vjp leave an argument out, or was a value detached on the way?");
    }

    @Test
    void right_gradients_need_no_explanation() {
        var explanation = Explanation.of(in -> List.of(in.get(0).tanh()), List.of(normal(2, 2).requiresGrad(true)),
                GradCheckOptions.DEFAULT);
        assertThat(explanation.symptoms()).isEmpty();
        assertThat(explanation.culprit()).isEmpty();
        assertThat(explanation.smallest()).isEmpty();
        assertThat(explanation).hasToString(explanation.report().toString());
    }

    @Test
    void an_assertion_passes_for_right_gradients_and_gives_the_report() {
        assertThat(assertThatGradientOf(x -> x.tanh().sum()).at(normal(3)).toOrder(3).isCorrect().order()).isEqualTo(3);
        assertThat(assertThatGradientsOf(in -> List.of(ConvOp.conv2d(in.get(0), in.get(1), ConvOptions.DEFAULT)))
                .at(normal(1, 1, 3, 3), normal(1, 1, 2, 2)).isCorrect().passed()).isTrue();
    }

    @Test
    void an_assertion_that_fails_explains_itself_and_draws_the_errors(@TempDir Path folder) throws Exception {
        Path picture = folder.resolve("errors.svg");
        assertThatThrownBy(() -> assertThatGradientOf(x -> new CubeOp().apply(x)).at(normal(2, 4)).drawingTo(picture)
                .isCorrect()).isInstanceOf(AssertionError.class).hasMessageContaining("the gradients are wrong")
                .hasMessageContaining("0.333333 times what it should be").hasMessageContaining("seed 0")
                .hasMessageContaining("the operation at fault is CubeOp[]")
                .hasMessageContaining("the smallest inputs found to fail")
                .hasMessageContaining("the errors are drawn in " + picture);
        assertThat(Files.readString(picture)).startsWith("<svg ").contains("input 0 [2,4]").endsWith("</svg>\n");
    }

    @Test
    void an_assertion_differentiates_by_floating_point_tensors_alone() {
        Tensor labels = Tensor.of(new long[]{1, 0});
        assertThat(assertThatGradientsOf(in -> List.of(in.get(0).gather(1, in.get(1).reshape(2, 1))))
                .at(normal(2, 3), labels).isCorrect().entries()).isEqualTo(12);
    }
}
