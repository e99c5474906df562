package org.gradus.models.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class ImageGridTest {

    @Test
    void three_pictures_in_two_columns_leave_the_last_place_empty() {
        Tensor grid = ImageGrid.of(Tensor.of(new float[]{1, 2, 3}, 3, 1, 1, 1),
                ImageGrid.options().withColumns(2).withPadding(1).withPadValue(9));

        assertThat(grid.shape().toArray()).containsExactly(1, 5, 5);
        assertThat(grid.toFloatArray()).containsExactly(
                9, 9, 9, 9, 9,
                9, 1, 9, 2, 9,
                9, 9, 9, 9, 9,
                9, 3, 9, 9, 9,
                9, 9, 9, 9, 9);
    }

    @Test
    void channels_and_rows_of_pixels_stay_in_order() {
        Tensor grid = ImageGrid.of(Tensor.arange(16).to(DType.FLOAT32).reshape(2, 2, 2, 2),
                ImageGrid.options().withPadding(0));

        assertThat(grid.shape().toArray()).containsExactly(2, 2, 4);
        assertThat(grid.toFloatArray()).containsExactly(0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15);
    }

    @Test
    void what_cannot_be_laid_out_is_told() {
        assertThatIllegalArgumentException().isThrownBy(() -> ImageGrid.of(Tensor.zeros(3, 2, 2), ImageGrid.options()))
                .withMessage("[imageGrid] the pictures must be [N,C,H,W] with none of them 0, but are [3,2,2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageGrid.of(Tensor.zeros(0, 1, 2, 2), ImageGrid.options()));
        assertThatIllegalArgumentException().isThrownBy(() -> ImageGrid.options().withColumns(0))
                .withMessage("[imageGrid] columns must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> ImageGrid.options().withPadding(-1))
                .withMessage("[imageGrid] padding must not be negative, but is -1");
    }
}
