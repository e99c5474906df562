package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.function.IntConsumer;
import org.gradus.core.Tensor;
import org.gradus.core.data.Augmentation;
import org.gradus.core.random.Rng;

/**
 * Brightness, contrast, saturation and hue changed at random, in an order at random; for pictures with values from 0 to 1,
 * before they are normalised.
 *
 * {@snippet :
 * ColorJitter.NONE.withBrightness(0.4).withContrast(0.4).withHue(0.1)
 * }
 *
 * <p>
 * With m the mean of the picture's grey and g the grey of a pixel, brightness makes of x f·x, contrast f·x + (1 − f)·m and
 * saturation f·x + (1 − f)·g, each with an f of its own, uniform on [1 − s, 1 + s] and not below 0; results are kept within
 * [0, 1]. Hues are turned by a part of the circle uniform on [−hue, hue]. Grey is 0.299 of red, 0.587 of green and 0.114 of
 * blue; pictures with one channel have neither saturation nor hue. As in torchvision, all 24 orders are equally likely.
 *
 * @param brightness s of brightness, 0 for none
 * @param contrast s of contrast
 * @param saturation s of saturation
 * @param hue from 0 to ½
 */
public record ColorJitter(double brightness, double contrast, double saturation,
        double hue) implements Augmentation {

    /** Changes nothing. */
    public static final ColorJitter NONE = new ColorJitter(0, 0, 0, 0);

    private static final double[] GREY = {0.299, 0.587, 0.114};

    /** Checks the ranges. @throws IllegalArgumentException if one is out of range, naming it */
    public ColorJitter {
        checkArgument(brightness >= 0 && contrast >= 0 && saturation >= 0,
                "[colorJitter] brightness, contrast and saturation must not be negative, but are %s, %s and %s",
                brightness, contrast, saturation);
        checkArgument(hue >= 0 && hue <= 0.5, "[colorJitter] hue must be from 0 to 0.5, but is %s", hue);
    }

    /** This with another s of brightness. @throws IllegalArgumentException if it is negative */
    public ColorJitter withBrightness(double value) {
        return new ColorJitter(value, contrast, saturation, hue);
    }

    /** This with another s of contrast. @throws IllegalArgumentException if it is negative */
    public ColorJitter withContrast(double value) {
        return new ColorJitter(brightness, value, saturation, hue);
    }

    /** This with another s of saturation. @throws IllegalArgumentException if it is negative */
    public ColorJitter withSaturation(double value) {
        return new ColorJitter(brightness, contrast, value, hue);
    }

    /** This with hues turned by up to this part of the circle. @throws IllegalArgumentException if it is not from 0 to ½ */
    public ColorJitter withHue(double value) {
        return new ColorJitter(brightness, contrast, saturation, value);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the picture is not [C,H,W] of float32 with 1 or 3 channels
     */
    @Override
    public Tensor apply(Tensor picture, Rng rng) {
        Picture y = Picture.of("colorJitter", picture);
        checkArgument(y.channels() == 1 || y.channels() == 3,
                "[colorJitter] a picture must have 1 or 3 channels, but is %s", picture.type());
        int[] order = rng.randperm(4);
        double bright = factor(rng, brightness);
        double strong = factor(rng, contrast);
        double colourful = factor(rng, saturation);
        double turn = Draws.uniform(rng, -hue, hue);
        for (int change : order) {
            switch (change) {
                case 0 -> brighten(y, bright);
                case 1 -> contrast(y, strong);
                case 2 -> perPixel(y, pixel -> saturate(y, pixel, colourful));
                default -> perPixel(y, pixel -> turnHue(y, pixel, turn));
            }
        }
        return y.toTensor();
    }

    private static void brighten(Picture y, double factor) {
        for (int i = 0; i < y.values().length; i++) {
            y.values()[i] = clamp(factor * y.values()[i]);
        }
    }

    private static void contrast(Picture y, double factor) {
        int pixels = y.height() * y.width();
        double mean = 0;
        for (int pixel = 0; pixel < pixels; pixel++) {
            mean += grey(y, pixel) / pixels;
        }
        for (int i = 0; i < y.values().length; i++) {
            y.values()[i] = clamp(factor * y.values()[i] + (1 - factor) * mean);
        }
    }

    /** Changes every pixel of a picture in colours. */
    private static void perPixel(Picture y, IntConsumer change) {
        if (y.channels() == 3) {
            for (int pixel = 0; pixel < y.height() * y.width(); pixel++) {
                change.accept(pixel);
            }
        }
    }

    private static double factor(Rng rng, double spread) {
        return Draws.uniform(rng, Math.max(0, 1 - spread), 1 + spread);
    }

    private static float clamp(double value) {
        return (float) Math.clamp(value, 0.0, 1.0);
    }

    private static double grey(Picture y, int pixel) {
        if (y.channels() == 1) {
            return y.values()[pixel];
        }
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            sum += GREY[c] * y.values()[c * y.height() * y.width() + pixel];
        }
        return sum;
    }

    private static void saturate(Picture y, int pixel, double factor) {
        double grey = grey(y, pixel);
        for (int c = 0; c < 3; c++) {
            int at = c * y.height() * y.width() + pixel;
            y.values()[at] = clamp(factor * y.values()[at] + (1 - factor) * grey);
        }
    }

    /** In hexagonal coordinates: the largest and the smallest value stay, and the one between follows the angle. */
    private static void turnHue(Picture y, int pixel, double turn) {
        int plane = y.height() * y.width();
        double red = y.values()[pixel];
        double green = y.values()[plane + pixel];
        double blue = y.values()[2 * plane + pixel];
        double most = Math.max(red, Math.max(green, blue));
        double chroma = most - Math.min(red, Math.min(green, blue));
        if (chroma == 0 || turn == 0) {
            return;
        }
        double sector = most == red
                ? (green - blue) / chroma
                : most == green ? 2 + (blue - red) / chroma : 4 + (red - green) / chroma;
        double angle = sector + 6 * turn;
        y.values()[pixel] = channel(angle, 5, most, chroma);
        y.values()[plane + pixel] = channel(angle, 3, most, chroma);
        y.values()[2 * plane + pixel] = channel(angle, 1, most, chroma);
    }

    /** A channel of the colour at an angle, in sixths of the circle; Smith, "Color Gamut Transform Pairs" (1978). */
    private static float channel(double angle, int shift, double most, double chroma) {
        double k = ((angle + shift) % 6 + 6) % 6;
        return clamp(most - chroma * Math.clamp(Math.min(k, 4 - k), 0.0, 1.0));
    }
}
