package org.gradus.examples.peers.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.gradus.examples.peers.process.Peer;
import org.gradus.examples.peers.wire.Answer;
import org.gradus.examples.peers.wire.Operand;
import org.gradus.examples.peers.wire.Request;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final ImmutableList<Operation> ALL = Operations.all();
    private static final Operation TANH = named("tanh");

    @Test
    void every_operation_computes_its_own_cases() {
        for (Operation operation : ALL) {
            for (long index = 0; index < 20; index++) {
                Drawn drawn = operation.draw(1, index).drawn();
                for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
                    assertThat(operation.gradus().apply(new Operands(
                            drawn.inputs(dtype).stream().map(Operand::value).collect(ImmutableList.toImmutableList()),
                            drawn.attributes())))
                            .as("%s --seed 1 --case %s, %s", operation.name(), index, dtype).isNotEmpty();
                }
            }
        }
    }

    @Test
    void the_same_seed_draws_the_same_case_and_another_one_another() {
        var first = TANH.draw(7, 3).drawn().inputs().get(0).value();
        assertThat(TANH.draw(7, 3).drawn().inputs().get(0).value().toDoubleArray()).isEqualTo(first.toDoubleArray());
        assertThat(TANH.draw(8, 3).drawn().inputs().get(0).value().toDoubleArray())
                .isNotEqualTo(first.toDoubleArray());
        assertThat(TANH.draw(7, 4).drawn().inputs().get(0).value().toDoubleArray())
                .isNotEqualTo(first.toDoubleArray());
    }

    @Test
    void drawn_numbers_are_the_same_in_float32() {
        for (long index = 0; index < 50; index++) {
            Drawn drawn = TANH.draw(1, index).drawn();
            double[] precise = drawn.inputs(DType.FLOAT64).get(0).value().toDoubleArray();
            float[] single = drawn.inputs(DType.FLOAT32).get(0).value().toFloatArray();
            for (int i = 0; i < precise.length; i++) {
                assertThat(Double.compare(single[i], precise[i])).as("%s", precise[i]).isZero();
            }
        }
    }

    @Test
    void a_peer_that_computes_tanh_and_its_gradient_agrees() {
        Comparison comparison = compare(request -> tanh(request, UnaryOperator.identity(), UnaryOperator.identity()));
        assertThat(comparison.disagreements()).isEmpty();
        assertThat(comparison.allAgree()).isTrue();
    }

    @Test
    void a_result_that_is_off_is_a_disagreement_with_the_options_that_repeat_it() {
        Comparison comparison = compare(
                request -> tanh(request, result -> result.mul(1 + 1e-6), UnaryOperator.identity()));
        assertThat(comparison.allAgree()).isFalse();
        assertThat(comparison.disagreements()).hasSize(3).allSatisfy(text -> assertThat(text)
                .containsPattern("--only tanh --seed 5 --case \\d+").contains("float64: result 0 at "));
    }

    @Test
    void a_gradient_that_is_off_is_a_disagreement() {
        Comparison comparison = compare(
                request -> tanh(request, UnaryOperator.identity(), gradient -> gradient.mul(1.01)));
        assertThat(comparison.allAgree()).isFalse();
        assertThat(comparison.disagreements()).allSatisfy(text -> assertThat(text).contains("gradient 0 at "));
    }

    @Test
    void a_gradient_that_is_missing_is_a_disagreement() {
        Comparison comparison = compare(request -> {
            var values = tanh(request, UnaryOperator.identity(), UnaryOperator.identity());
            return new Answer.Values(values.outputs(), List.of());
        });
        assertThat(comparison.disagreements())
                .allSatisfy(
                        text -> assertThat(text).contains("Gradus gives 1 results and 1 gradients, PyTorch 1 and 0"))
                .hasSize(3);
    }

    @Test
    void a_refusal_is_a_disagreement() {
        Comparison comparison = compare(_ -> new Answer.Refusal("not today"));
        assertThat(comparison.allAgree()).isFalse();
        assertThat(comparison.disagreements()).hasSize(3)
                .allSatisfy(text -> assertThat(text).contains("float64: PyTorch refuses: not today"));
    }

    private static Comparison compare(Peer peer) {
        var comparison = new Comparison(5, peer);
        comparison.run(ImmutableList.of(TANH), 20);
        return comparison;
    }

    /** tanh x and u·(1 − tanh² x) in the type of x, computed from Java's own. */
    private static Answer.Values tanh(Request request, UnaryOperator<Tensor> result, UnaryOperator<Tensor> gradient) {
        Tensor x = request.inputs().get(0).value();
        double[] values = x.to(DType.FLOAT64).toDoubleArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.tanh(values[i]);
        }
        Tensor y = Tensor.wrap(values, x.shape());
        Tensor slope = y.mul(y).neg().add(1).mul(request.cotangents().get(0).to(DType.FLOAT64));
        return new Answer.Values(List.of(result.apply(y).to(x.dtype())), List.of(gradient.apply(slope).to(x.dtype())));
    }

    private static Operation named(String name) {
        return ALL.stream().filter(operation -> operation.name().equals(name)).findFirst().orElseThrow();
    }
}
