package org.gradus.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossChartTest {

    private static BufferedImage draw(int stepsAnEpoch, int epochs) throws IOException {
        List<EpochResult> results = IntStream.rangeClosed(1, epochs).mapToObj(
                e -> new EpochResult(e, new EpochResult.Score(2.0 / e, 0.5), new EpochResult.Score(1.0 / e, 0.5), 1))
                .toList();
        var out = new ByteArrayOutputStream();
        new LossChart("Loss", Collections.nCopies(stepsAnEpoch * epochs, 2.3), results).writeTo(out);
        return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,1", "125,8", "10,100"})
    void shows_the_curves_of_training_and_test(int stepsAnEpoch, int epochs) throws IOException {
        BufferedImage picture = draw(stepsAnEpoch, epochs);
        assertThat(shows(picture, Pictures.BLUE)).isTrue();
        assertThat(shows(picture, LossChart.ORANGE)).isTrue();
        assertThat(shows(picture, LossChart.PALE_BLUE)).isTrue();
    }

    @Test
    void lines_and_letters_stay_clear_of_the_border() throws IOException {
        BufferedImage picture = draw(125, 8);
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y : new int[]{0, 8, picture.getHeight() - 8, picture.getHeight() - 1}) {
                assertThat(new Color(picture.getRGB(x, y))).isEqualTo(Color.WHITE);
            }
        }
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x : new int[]{0, 8, picture.getWidth() - 8, picture.getWidth() - 1}) {
                assertThat(new Color(picture.getRGB(x, y))).isEqualTo(Color.WHITE);
            }
        }
    }

    private static boolean shows(BufferedImage picture, Color color) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getRGB(x, y) == color.getRGB()) {
                    return true;
                }
            }
        }
        return false;
    }
}
