package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gradus.layers.ModuleGradients.assertThatGradientsOf;

import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.gradus.core.op.CustomVjpOp;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class ModuleGradientsTest {

    private final Sequential model = new Sequential(new Conv2d(1, 2, 3), new ReLU(), new Dropout(0.5), new Flatten(),
            new Linear(8, 3));
    private final Tensor x = Tensor.rand(new Rng(1), 2, 1, 4, 4);

    /** y = 2x + b, whose gradient by x is 1. */
    private static final class Wrong extends Layer {

        private final org.gradus.core.Parameter b = parameter("b", Tensor.ones(3));

        @Override
        protected Tensor compute(Tensor x) {
            return CustomVjpOp.customVjp(in -> in.get(0).mul(2), (_, upstream, _, _) -> upstream, x).add(b);
        }
    }

    @Test
    void a_model_with_dropout_is_checked_by_its_input_and_every_parameter() {
        var report = assertThatGradientsOf(model).at(x).areCorrect();
        // 6 outputs by 32 pixels, 18 + 2 weights and biases of the convolution, 24 + 3 of the linear layer
        assertThat(report.entries()).isEqualTo(6 * (32 + 20 + 27));
    }

    @Test
    void it_is_given_back_as_it_came() {
        var before = model.stateDict();
        var generator = Rng.global().state();
        assertThatGradientsOf(model).at(x).toOrder(2).areCorrect();
        model.stateDict().forEach((name, value) -> {
            assertThat(value.dtype()).isEqualTo(DType.FLOAT32);
            assertThat(value.toFloatArray()).as(name).containsExactly(before.get(name).toFloatArray());
        });
        assertThat(Rng.global().state()).isEqualTo(generator);
    }

    @Test
    void running_statistics_stay_as_they_are() {
        var counting = new Layer() {
            private final Buffer count = buffer("count", Tensor.zeros(1));

            @Override
            protected Tensor compute(Tensor input) {
                count.set(count.get().add(1));
                return input.mul(count.get());
            }
        };
        assertThatGradientsOf(counting).at(Tensor.ones(2)).areCorrect();
        assertThat(counting.stateDict().get("count").item()).isZero();
    }

    @Test
    void frozen_parameters_are_left_out() {
        var linear = new Linear(2, 3);
        linear.bias().requiresGrad(false);
        assertThat(assertThatGradientsOf(linear).at(Tensor.ones(1, 2)).areCorrect().entries()).isEqualTo(3 * (2 + 6));
    }

    @Test
    void an_error_names_the_parameter_or_input_and_what_is_wrong_with_its_gradient() {
        var wrong = new Sequential(new Linear(2, 3), new Wrong());
        assertThatThrownBy(() -> assertThatGradientsOf(wrong).at(Tensor.of(new float[]{1, 2}, 1, 2)).areCorrect())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("∂ output 0 / ∂ parameter 0.weight is half of what it should be")
                .hasMessageContaining("∂ output 0 / ∂ parameter 0.bias is half of what it should be")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("∂ output 0 / ∂ parameter 1.b is"));
        assertThat(wrong.parameters()).allMatch(parameter -> parameter.dtype() == DType.FLOAT32);
    }

    @Test
    void integers_are_passed_on_as_they_are() {
        var embedding = new Embedding(4, 2);
        assertThat(assertThatGradientsOf(embedding).at(Tensor.of(new long[]{3, 3, 0})).areCorrect().entries())
                .isEqualTo(6 * 8);
    }

    @Test
    void an_input_must_be_named() {
        assertThatThrownBy(() -> assertThatGradientsOf(model).areCorrect())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[gradCheck] no input was given for Sequential; name one with at(…)");
    }
}
