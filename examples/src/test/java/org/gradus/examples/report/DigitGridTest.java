package org.gradus.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.gradus.core.Tensor;
import org.gradus.examples.report.DigitGrid.Cell;
import org.junit.jupiter.api.Test;

class DigitGridTest {

    private static final int CELL = 5 * 28;
    private static final int LEFT = 30;
    private static final int TOP = 60;

    private static Tensor halfInk() {
        float[] pixels = new float[28 * 28];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 28 < 14 ? 1 : 0;
        }
        return Tensor.of(pixels, 28, 28);
    }

    private static BufferedImage draw(Cell... cells) {
        return new DigitGrid("digits", List.of(cells)).draw();
    }

    @Test
    void ink_is_black_and_paper_white() {
        BufferedImage picture = draw(new Cell(halfInk(), "7", false));
        assertThat(new Color(picture.getRGB(LEFT + CELL / 4, TOP + CELL / 2))).isEqualTo(Color.BLACK);
        assertThat(new Color(picture.getRGB(LEFT + CELL * 3 / 4, TOP + CELL / 2))).isEqualTo(Color.WHITE);
    }

    @Test
    void a_marked_digit_has_a_red_frame_and_caption_and_no_other_does() {
        BufferedImage marked = draw(new Cell(halfInk(), "predicted 3, is 7", true));
        BufferedImage plain = draw(new Cell(halfInk(), "7", false));
        assertThat(count(marked, Pictures.RED, TOP - 2, TOP + CELL + 2)).isGreaterThan(4 * CELL);
        assertThat(count(marked, Pictures.RED, TOP + CELL + 5, marked.getHeight())).isPositive();
        assertThat(count(plain, Pictures.RED, 0, plain.getHeight())).isZero();
    }

    @Test
    void captions_stay_clear_of_each_other_and_of_the_border() {
        Cell wide = new Cell(Tensor.zeros(28, 28), "predicted 8, is 8", false);
        BufferedImage picture = draw(Collections.nCopies(20, wide).toArray(Cell[]::new));
        for (int column = 0; column <= 5; column++) {
            int gap = LEFT - 10 + column * (CELL + 20);
            for (int y = TOP; y < picture.getHeight(); y++) {
                assertThat(new Color(picture.getRGB(gap, y))).as("x %d, y %d", gap, y).isEqualTo(Color.WHITE);
            }
        }
        for (int x = 0; x < picture.getWidth(); x++) {
            assertThat(new Color(picture.getRGB(x, picture.getHeight() - 10))).isEqualTo(Color.WHITE);
        }
    }

    @Test
    void is_written_as_png_of_five_columns() throws IOException {
        var out = new ByteArrayOutputStream();
        new DigitGrid("digits", Collections.nCopies(7, new Cell(halfInk(), "7", false))).writeTo(out);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(read.getWidth()).isEqualTo(2 * LEFT + 5 * CELL + 4 * 20);
        assertThat(new Color(read.getRGB(LEFT + CELL / 4, TOP + CELL + 28 + 20 + CELL / 2))).isEqualTo(Color.BLACK);
        assertThat(new Color(read.getRGB(LEFT + 2 * (CELL + 20) + CELL / 4, TOP + CELL + 48 + CELL / 2)))
                .isEqualTo(Color.WHITE);
    }

    @Test
    void digits_of_different_sizes_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> draw(new Cell(Tensor.zeros(28, 28), "1", false), new Cell(Tensor.zeros(32, 32), "2", false)))
                .withMessageContaining("[28,28] and [32,32]");
    }

    private static int count(BufferedImage picture, Color color, int fromY, int toY) {
        int count = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += picture.getRGB(x, y) == color.getRGB() ? 1 : 0;
            }
        }
        return count;
    }
}
