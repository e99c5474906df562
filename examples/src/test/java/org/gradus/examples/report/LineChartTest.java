package org.gradus.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Lines as XChart draws them. */
class LineChartTest {

    private static String svg(LineChart chart) {
        Matcher data = Pattern.compile("data:image/svg\\+xml;base64,([^\"]+)\"").matcher(chart.image("a").toString());
        assertThat(data.find()).isTrue();
        return new String(Base64.getDecoder().decode(data.group(1)), StandardCharsets.UTF_8).replaceAll("clip\\d+",
                "clip");
    }

    private static BufferedImage png(LineChart chart) throws IOException {
        var png = new ByteArrayOutputStream();
        chart.writePng(png);
        return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
    }

    private static boolean shows(BufferedImage picture, Color color) {
        for (int i = 0; i < picture.getWidth() * picture.getHeight(); i++) {
            if (picture.getRGB(i % picture.getWidth(), i / picture.getWidth()) == color.getRGB()) {
                return true;
            }
        }
        return false;
    }

    private static LineChart linear(double... y) {
        return new LineChart("epoch", "loss").marked("test", new double[]{1, 2, 3}, y, LineChart.ORANGE);
    }

    private static LineChart chart(double... y) {
        return new LineChart("epoch", "loss").withLogY().marked("test", new double[]{1, 2, 3}, y, LineChart.ORANGE);
    }

    @Test
    void an_axis_of_powers_of_ten_is_used_where_the_lines_span_one() {
        assertThat(svg(chart(0.2, 0.5, 1))).isEqualTo(svg(linear(0.2, 0.5, 1)));
        assertThat(svg(chart(0.01, 0.1, 1))).isNotEqualTo(svg(linear(0.01, 0.1, 1)));
    }

    @Test
    void lines_have_the_colours_asked_for() throws IOException {
        LineChart chart = chart(0.2, 0.5, 1).line("training", new double[]{1, 3}, new double[]{0.3, 0.9},
                LineChart.BLUE, 2);
        BufferedImage picture = png(chart);
        assertThat(picture.getWidth()).isGreaterThan(500);
        assertThat(shows(picture, LineChart.ORANGE)).isTrue();
        assertThat(shows(picture, LineChart.BLUE)).isTrue();
        assertThat(shows(picture, LineChart.GREEN)).isFalse();
    }

    @Test
    void what_has_no_place_is_left_out() {
        assertThat(chart(Double.NaN, 0, Double.POSITIVE_INFINITY).isEmpty()).isTrue();
        assertThat(chart(Double.NaN, 0.5, 0).isEmpty()).isFalse();
        assertThat(svg(chart(Double.NaN, 0.5, 0.25))).doesNotContain("NaN");
    }
}
