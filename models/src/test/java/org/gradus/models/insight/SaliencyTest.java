package org.gradus.models.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.Flatten;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.LogSoftmax;
import org.gradus.layers.Sequential;
import org.gradus.models.CNN;
import org.junit.jupiter.api.Test;

class SaliencyTest {

    private final Linear linear = new Linear(2 * 3 * 3, 4);
    private final Tensor images = Tensor.rand(new Rng(5), 2, 2, 3, 3);
    private final Tensor classes = Tensor.of(new long[]{3, 1});

    @Test
    void the_gradient_of_a_linear_model_is_the_weights_row_of_the_class() {
        Tensor gradient = Saliency.gradient(new Sequential(new Flatten(), linear), images, classes);

        assertThat(gradient.shape().toArray()).containsExactly(2, 2, 3, 3);
        assertThat(gradient.select(0, 0).toFloatArray()).isEqualTo(linear.weight().select(0, 3).toFloatArray());
        assertThat(gradient.select(0, 1).toFloatArray()).isEqualTo(linear.weight().select(0, 1).toFloatArray());
    }

    @Test
    void the_score_before_a_softmax_is_differentiated() {
        Layer scores = new Sequential(new Flatten(), linear);
        Layer probabilities = new Sequential(new Flatten(), linear, new LogSoftmax(1));

        assertThat(Saliency.gradient(probabilities, images, classes).toFloatArray())
                .isEqualTo(Saliency.gradient(scores, images, classes).toFloatArray());
    }

    @Test
    void a_map_is_the_largest_absolute_gradient_of_the_channels() {
        Layer model = new Sequential(new Flatten(), linear);
        float[] gradient = Saliency.gradient(model, images, classes).toFloatArray();
        float[] map = Saliency.map(model, images, classes).toFloatArray();

        assertThat(map).hasSize(2 * 9);
        for (int i = 0; i < map.length; i++) {
            int first = i / 9 * 18 + i % 9;
            assertThat(map[i]).isEqualTo(Math.max(Math.abs(gradient[first]), Math.abs(gradient[first + 9])));
        }
    }

    @Test
    void nothing_is_left_in_the_model_and_it_works_where_nothing_is_recorded() {
        var cnn = new CNN();
        cnn.requiresGrad(false);
        Tensor digit = Tensor.rand(new Rng(1), 1, 1, 28, 28);
        Tensor seven = Tensor.of(new long[]{7});
        Tensor frozen = Tape.noGrad(() -> Saliency.map(cnn, digit, seven));
        cnn.requiresGrad(true);
        Tensor trainable = Saliency.map(cnn, digit, seven);

        assertThat(trainable.toFloatArray()).isEqualTo(frozen.toFloatArray());
        assertThat(trainable.max().item()).isPositive();
        assertThat(cnn.parameters()).allSatisfy(parameter -> assertThat(parameter.grad()).isNull());
        assertThat(digit.requiresGrad()).isFalse();
    }

    @Test
    void classes_that_do_not_fit_are_named() {
        Layer model = new Sequential(new Flatten(), linear);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Saliency.map(model, images, Tensor.of(new long[]{0, 4})))
                .withMessage("[saliency] class 4 of picture 1 is none of the model's 4 classes, counted from 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Saliency.map(model, images, Tensor.of(new long[]{0})))
                .withMessageStartingWith("[saliency] the classes must be int64[2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Saliency.map(new Sequential(), images, classes))
                .withMessageStartingWith("[saliency] the model must give scores [N,classes], but gave");
    }
}
