package org.gradus.models.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class TransformsTest {

    /** Two pictures of 1×2 pixels in three channels: 0 … 5 and 250 … 255. */
    private final Images colour = Images.of(
            new byte[]{0, 1, 2, 3, 4, 5, (byte) 250, (byte) 251, (byte) 252, (byte) 253, (byte) 254, (byte) 255},
            Shape.of(2, 1, 2, 3));

    @Test
    void to_tensor_divides_unsigned_bytes_by_255_as_float32_does() {
        byte[] all = new byte[256];
        float[] expected = new float[256];
        for (int value = 0; value < 256; value++) {
            all[value] = (byte) value;
            expected[value] = (float) value / 255f;
        }
        Tensor tensor = new ToTensor().apply(Images.of(all, Shape.of(1, 16, 16)));
        assertThat(tensor.shape()).isEqualTo(Shape.of(1, 1, 16, 16));
        assertThat(tensor.toFloatArray()).containsExactly(expected);
        assertThat(tensor.get(0, 0, 15, 15)).isEqualTo(1);
    }

    @Test
    void to_tensor_moves_channels_before_rows_and_columns() {
        Tensor tensor = new ToTensor().apply(colour).mul(255);
        assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3, 1, 2));
        float[] rounded = tensor.toFloatArray();
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = Math.round(rounded[i]);
        }
        assertThat(rounded).containsExactly(0, 3, 1, 4, 2, 5, 250, 253, 251, 254, 252, 255);
    }

    @Test
    void normalize_of_one_mean_serves_every_channel() {
        Tensor normalized = new Normalize(0.5, 0.25).apply(Tensor.of(new float[]{0, 0.5f, 1, 0.75f}, 1, 2, 1, 2));
        assertThat(normalized.toFloatArray()).containsExactly(-2, 0, 2, 1);
    }

    @Test
    void normalize_takes_each_channels_own_mean_and_deviation() {
        var normalize = new Normalize(new double[]{1, 2}, new double[]{2, 4});
        Tensor x = Tensor.of(new double[]{1, 3, 2, 6, 5, 1, 10, 2}, 2, 2, 1, 2);
        assertThat(normalize.apply(x).toDoubleArray()).containsExactly(0, 1, 0, 1, 2, 0, 2, 0);
    }

    @Test
    void normalize_refuses_what_it_cannot_mean() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Normalize(0, 0))
                .withMessage("[normalize] deviations must be positive and finite, but are [0.0]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Normalize(Double.NaN, 1))
                .withMessage("[normalize] means must be finite, but are [NaN]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Normalize(new double[2], new double[]{1}))
                .withMessage("[normalize] needs one mean and one deviation a channel, but 2 and 1 came");
        var three = new Normalize(new double[3], new double[]{1, 1, 1});
        assertThatIllegalArgumentException().isThrownBy(() -> three.apply(Tensor.zeros(4, 1, 28, 28))).withMessage(
                "[normalize] pictures float32[4,1,28,28] have 1 channels, but 3 means came; give one for each, or one for all");
        assertThatIllegalArgumentException().isThrownBy(() -> three.apply(Tensor.zeros(3, 28, 28)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> three.apply(Tensor.zeros(1, 3, 2, 2).to(DType.INT64)))
                .withMessageContaining("apply ToTensor first");
    }

    @Test
    void compose_applies_in_order_and_prints_what_it_does() {
        var compose = Compose.of(new ToTensor(), new Normalize(1, 0.5), x -> x.mul(10));
        assertThat(compose.apply(Images.of(new byte[]{(byte) 255, 0}, Shape.of(1, 1, 2))).toFloatArray())
                .containsExactly(0, -20);
        assertThat(Compose.of(new ToTensor(), new Normalize(0.1307, 0.3081)))
                .hasToString("Compose(ToTensor(), Normalize(mean=[0.1307], std=[0.3081]))");
    }

    @Test
    void selected_pictures_come_in_the_order_asked_for() {
        Images selected = colour.select(1, 0, 1);
        assertThat(selected.shape()).isEqualTo(Shape.of(3, 1, 2, 3));
        assertThat(selected.bytes(1)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(selected.bytes(2)).isEqualTo(colour.bytes(1));
        assertThat(colour.select().size()).isZero();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> colour.select(0, 2))
                .withMessage("[images] picture (2) must be less than size (2)");
    }

    @Test
    void pictures_are_copied_when_made_and_when_read() {
        byte[] bytes = {1, 2};
        Images images = Images.of(bytes, Shape.of(1, 1, 2));
        bytes[0] = 9;
        images.bytes(0)[1] = 9;
        assertThat(images.bytes(0)).containsExactly(1, 2);
    }

    @Test
    void pictures_of_a_wrong_shape_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Images.of(new byte[6], Shape.of(2, 3))).withMessage(
                "[images] the shape must be [N,H,W] or [N,H,W,C], but is [2,3]; a single picture is [1,H,W,C]");
        assertThatIllegalArgumentException().isThrownBy(() -> Images.of(new byte[6], Shape.of(1, 2, 2)))
                .withMessage("[images] [1,2,2] needs 4 bytes, but 6 came");
    }
}
