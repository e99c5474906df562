package org.gradus.examples.report;

import static com.google.common.base.Preconditions.checkArgument;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.gradus.core.DType;
import org.gradus.core.Tensor;

/** Tensors as pictures. */
final class Pixels {

    private static final int MOST = 160;

    private Pixels() {}

    /** A picture [C,H,W] of one channel or three, 0 for dark to 1 for light. */
    static BufferedImage picture(Tensor pixels) {
        checkArgument(pixels.size(0) == 1 || pixels.size(0) == 3,
                "[picture] needs one channel or three, but is %s", pixels.shape());
        float[] values = values(pixels);
        int area = pixels.size(1) * pixels.size(2);
        int green = pixels.size(0) == 3 ? area : 0;
        return draw(pixels.size(1), pixels.size(2),
                i -> level(values[i]) << 16 | level(values[green + i]) << 8 | level(values[2 * green + i]));
    }

    private static int level(double light) {
        return (int) Math.round(255 * Math.clamp(light, 0, 1));
    }

    /** Numbers [H,W] by a map of colours from one that means 0 there to one that means 1. */
    static BufferedImage colored(Tensor numbers, ColorMap map, double from, double to) {
        float[] values = values(numbers);
        double span = to > from ? to - from : 1;
        return draw(numbers.size(0), numbers.size(1), i -> map.rgb((values[i] - from) / span));
    }

    /** A picture, darkened, under the light of another one of its size. */
    static BufferedImage lit(BufferedImage picture, BufferedImage light) {
        int width = picture.getWidth();
        return draw(picture.getHeight(), width, i -> {
            int below = picture.getRGB(i % width, i / width);
            int above = light.getRGB(i % width, i / width);
            int rgb = 0;
            for (int shift = 16; shift >= 0; shift -= 8) {
                rgb |= 255 - (255 - (below >> shift & 0xff) / 2) * (255 - (above >> shift & 0xff)) / 255 << shift;
            }
            return rgb;
        });
    }

    /** The colour of each pixel, counted row by row from the top. */
    interface Color {

        int rgb(int pixel);
    }

    static BufferedImage draw(int height, int width, Color color) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            picture.setRGB(i % width, i / width, color.rgb(i));
        }
        return picture;
    }

    private static float[] values(Tensor tensor) {
        return tensor.detach().to(DType.FLOAT32).toFloatArray();
    }

    /** A picture in a page, whose pixels stay squares however large it is shown. */
    static Html image(BufferedImage picture, String description) {
        return Html.element("img").with("src", dataUri(picture))
                .with("alt", description).with("class", "pixels");
    }

    /** A picture for a page that holds many: larger ones are made smaller. */
    static BufferedImage shrunk(BufferedImage picture) {
        int longer = Math.max(picture.getWidth(), picture.getHeight());
        if (longer <= MOST) {
            return picture;
        }
        int width = Math.max(1, picture.getWidth() * MOST / longer);
        int height = Math.max(1, picture.getHeight() * MOST / longer);
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = small.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(picture, 0, 0, width, height, null);
        canvas.dispose();
        return small;
    }

    /** A picture written into an address. */
    static String dataUri(BufferedImage picture) {
        var png = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, "png", png)) {
                throw new IOException("this Java cannot write PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
