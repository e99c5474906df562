package org.gradus.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

/** Tensors as pictures, and the colours of numbers. */
class PixelsTest {

    private static int rgb(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) & 0xffffff;
    }

    @Test
    void one_channel_is_grey_and_three_are_red_green_and_blue() {
        BufferedImage grey = Pixels.picture(Tensor.of(new float[]{0, 0.5f, 1, 2}, 1, 2, 2));
        assertThat(new int[]{rgb(grey, 0, 0), rgb(grey, 1, 0), rgb(grey, 0, 1), rgb(grey, 1, 1)})
                .containsExactly(0x000000, 0x808080, 0xffffff, 0xffffff);
        BufferedImage colour = Pixels.picture(Tensor.of(new float[]{1, 0, 0.2f, 0, 0.4f, 1}, 3, 1, 2));
        assertThat(new int[]{rgb(colour, 0, 0), rgb(colour, 1, 0)}).containsExactly(0xff3366, 0x0000ff);
        assertThatIllegalArgumentException().isThrownBy(() -> Pixels.picture(Tensor.zeros(2, 1, 1)))
                .withMessage("[picture] needs one channel or three, but is [2,1,1]");
    }

    @Test
    void numbers_have_the_colours_of_their_place_between_two() {
        BufferedImage picture = Pixels.colored(Tensor.of(new float[]{-1, 0, 1, Float.NaN}, 1, 4), ColorMap.GREY, -1, 1);
        assertThat(rgb(picture, 0, 0)).isEqualTo(0x000000);
        assertThat(rgb(picture, 1, 0)).isEqualTo(0x808080);
        assertThat(rgb(picture, 2, 0)).isEqualTo(0xffffff);
        assertThat(rgb(picture, 3, 0)).isEqualTo(0xb0b0b0);
        assertThat(ColorMap.SIGNED.css(0.5)).isEqualTo("#ffffff");
    }

    @Test
    void light_adds_to_half_of_the_picture() {
        BufferedImage picture = Pixels.picture(Tensor.of(new float[]{1, 1, 0}, 1, 1, 3));
        BufferedImage light = Pixels.picture(Tensor.of(new float[]{0, 1, 0}, 1, 1, 3));
        BufferedImage lit = Pixels.lit(picture, light);
        assertThat(new int[]{rgb(lit, 0, 0), rgb(lit, 1, 0), rgb(lit, 2, 0)}).containsExactly(0x7f7f7f, 0xffffff, 0);
    }

    @Test
    void a_picture_in_a_page_has_its_very_pixels_and_a_large_one_can_be_shrunk() throws IOException {
        BufferedImage back = decoded(Pixels.image(Pixels.picture(Tensor.of(new float[]{0, 1, 0.2f}, 1, 1, 3)), "a"));
        assertThat(new int[]{rgb(back, 0, 0), rgb(back, 1, 0), rgb(back, 2, 0)}).containsExactly(0, 0xffffff, 0x333333);
        BufferedImage small = Pixels.shrunk(Pixels.picture(Tensor.ones(1, 400, 200)));
        assertThat(small.getHeight()).isEqualTo(160);
        assertThat(small.getWidth()).isEqualTo(80);
        assertThat(rgb(small, 40, 80)).isEqualTo(0xffffff);
        assertThat(Pixels.shrunk(back)).isSameAs(back);
    }

    private static BufferedImage decoded(Html image) throws IOException {
        Matcher data = Pattern.compile("src=\"data:image/png;base64,([^\"]+)\"").matcher(image.toString());
        assertThat(data.find()).isTrue();
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data.group(1))));
    }
}
