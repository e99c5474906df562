package org.gradus.examples.peers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class WireTest {

    @Test
    void a_request_arrives_as_it_was_sent() {
        var attributes = Attributes.NONE.with("dim", -1).with("seed", Long.MIN_VALUE).with("stride", 2, 3)
                .with("p", 0.1).with("bounds", Double.NEGATIVE_INFINITY, 2.5).with("keepDim", true)
                .with("mode", "réflexion").with("dims", new int[0]);
        var request = new Request("conv2d", attributes,
                List.of(new Operand(Tensor.of(new float[]{1, -0f, Float.NaN, Float.MIN_VALUE}, 2, 2), true),
                        new Operand(Tensor.of(new boolean[]{true, false, true}), false)),
                List.of(Tensor.of(new double[]{Math.PI}, new int[]{1})));

        Request arrived = Wire.decodeRequest(Wire.encode(request));

        assertThat(arrived).hasToString(request.toString());
        assertThat(arrived.attributes().wide("seed")).isEqualTo(Long.MIN_VALUE);
        assertThat(arrived.attributes().ints("stride")).containsExactly(2, 3);
        assertThat(arrived.attributes().ints("dims")).isEmpty();
        assertThat(arrived.attributes().real("p")).isEqualTo(0.1);
        assertThat(arrived.attributes().reals("bounds")).containsExactly(Double.NEGATIVE_INFINITY, 2.5);
        assertThat(arrived.attributes().flag("keepDim")).isTrue();
        assertThat(arrived.attributes().text("mode")).isEqualTo("réflexion");
        assertThat(arrived.inputs().get(0).differentiable()).isTrue();
        assertThat(arrived.inputs().get(0).value().toFloatArray())
                .containsExactly(1, -0f, Float.NaN, Float.MIN_VALUE);
        assertThat(arrived.inputs().get(1).differentiable()).isFalse();
        assertThat(arrived.inputs().get(1).value().toBooleanArray()).containsExactly(true, false, true);
        assertThat(arrived.cotangents().get(0).toDoubleArray()).containsExactly(Math.PI);
    }

    @Test
    void tensors_without_dimensions_and_without_elements_keep_their_shapes() {
        var answer = new Answer.Values(
                List.of(Tensor.full(Shape.SCALAR, 3, DType.INT64), Tensor.zeros(2, 0, 5)), List.of());

        var arrived = (Answer.Values) Wire.decodeAnswer(Wire.encode(answer));

        assertThat(arrived.outputs().get(0).item()).isEqualTo(3);
        assertThat(arrived.outputs().get(1).type()).isEqualTo(Tensor.zeros(2, 0, 5).type());
        assertThat(arrived.gradients()).isEmpty();
    }

    @Test
    void refusals_and_words_arrive() {
        assertThat(Wire.decodeAnswer(Wire.encode(new Answer.Refusal("no")))).isEqualTo(new Answer.Refusal("no"));
        assertThat(Wire.decodeAnswer(Wire.encode(new Answer.Words("yes")))).isEqualTo(new Answer.Words("yes"));
    }

    @Test
    void an_attribute_asked_for_by_a_wrong_name_or_type_is_an_error_that_lists_all() {
        var attributes = Attributes.NONE.with("dim", 1).with("stride", 2, 3);
        assertThatThrownBy(() -> attributes.integer("axis")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'axis'").hasMessageContaining("dim=1, stride=[2, 3]");
        assertThatThrownBy(() -> attributes.real("dim")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> attributes.integer("stride")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> attributes.with("dim", 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
