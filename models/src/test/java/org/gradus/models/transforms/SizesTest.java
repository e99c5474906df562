package org.gradus.models.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

/** Transforms that give pictures another size. */
class SizesTest {

    /** One picture whose pixel in row i and column j is 10·i + j. */
    private static Tensor numbered(int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = 10 * (i / columns) + i % columns;
        }
        return Tensor.wrap(values, Shape.of(1, 1, rows, columns));
    }

    @Test
    void the_middle_is_cut_out() {
        // 5 − 2 = 3 rows are left over, half of which is between 1 and 2, of which 2 is even; of 4 columns 1.
        assertThat(new CenterCrop(2).apply(numbered(5, 4)).toFloatArray()).containsExactly(21, 22, 31, 32);
        assertThat(new CenterCrop(3, 4).apply(numbered(3, 4)).toFloatArray())
                .isEqualTo(numbered(3, 4).toFloatArray());
    }

    @Test
    void what_is_too_small_gets_a_black_margin_its_larger_half_behind() {
        assertThat(new CenterCrop(2, 4).apply(numbered(1, 1).add(7)).toFloatArray()).containsExactly(0, 7, 0, 0, 0, 0,
                0,
                0);
        assertThat(new CenterCrop(1, 3).apply(numbered(2, 2)).toFloatArray()).containsExactly(0, 1, 0);
    }

    @Test
    void the_shorter_side_is_resized_and_the_other_in_proportion() {
        Tensor pictures = Tensor.rand(new Rng(1), 2, 3, 30, 47);

        assertThat(new Resize(20).apply(pictures).shape()).as("20·47/30 = 31.3").isEqualTo(Shape.of(2, 3, 20, 31));
        assertThat(new Resize(20).apply(pictures.transpose(2, 3)).shape()).isEqualTo(Shape.of(2, 3, 31, 20));
        assertThat(new Resize(7, 9).apply(pictures).shape()).isEqualTo(Shape.of(2, 3, 7, 9));
        assertThat(new Resize(30).apply(pictures)).isSameAs(pictures);
    }

    @Test
    void a_smaller_picture_is_made_of_all_pixels() {
        // To half the size each pixel is (1, 3, 3, 1)/8 of four, and at an edge (3, 3, 1)/7 of three.
        float[] halved = new Resize(1, 2).apply(Tensor.wrap(new float[]{0, 7, 14, 28}, Shape.of(1, 1, 1, 4)))
                .toFloatArray();

        assertThat(halved).containsExactly((0 * 3 + 7 * 3 + 14) / 7f, (7 + 14 * 3 + 28 * 3) / 7f);
    }

    @Test
    void sizes_and_pictures_are_checked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Resize(0)).withMessageContaining("but is 0×0");
        assertThatIllegalArgumentException().isThrownBy(() -> new CenterCrop(3, -1))
                .withMessageContaining("[centerCrop] the size must be at least 1×1, but is 3×-1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Resize(3).apply(Tensor.ones(3, 4, 4)))
                .withMessageContainingAll("[resize] pictures must be floating-point [N,C,H,W], but are float32[3,4,4]",
                        "apply ToTensor first");
    }

    @Test
    void transforms_print_what_they_do() {
        assertThat(Compose.of(new ToTensor(), new Resize(256), new CenterCrop(224)))
                .hasToString("Compose(ToTensor(), Resize(256), CenterCrop(224, 224))");
        assertThat(new Resize(3, 4)).hasToString("Resize(3, 4)");
    }
}
