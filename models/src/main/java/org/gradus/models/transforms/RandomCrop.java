package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gradus.core.Tensor;
import org.gradus.core.data.Augmentation;
import org.gradus.core.random.Rng;

/**
 * A part of the picture from a place at random, of those at which it lies within the picture and its margin.
 *
 * @param height rows of the part
 * @param width columns of the part
 * @param padding pixels of the margin on every side
 * @param fill the margin's value
 */
public record RandomCrop(int height, int width, int padding, double fill) implements Augmentation {

    /** A part of a picture with a black margin. */
    public RandomCrop(int height, int width, int padding) {
        this(height, width, padding, 0);
    }

    /** A square of this many pixels a side, of a picture with a black margin. */
    public RandomCrop(int size, int padding) {
        this(size, size, padding);
    }

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the part is smaller than 1×1, the margin negative, or its value not finite
     */
    public RandomCrop {
        checkArgument(height >= 1 && width >= 1, "[randomCrop] the size must be at least 1×1, but is %s×%s", height,
                width);
        checkArgument(padding >= 0, "[randomCrop] the padding must not be negative, but is %s", padding);
        checkArgument(Double.isFinite(fill), "[randomCrop] fill must be a finite number, but is %s", fill);
    }

    /** This with another value for the margin. @throws IllegalArgumentException if it is not finite */
    public RandomCrop withFill(double value) {
        return new RandomCrop(height, width, padding, value);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the picture is not [C,H,W] of float32, or smaller with its margin than the part
     */
    @Override
    public Tensor apply(Tensor picture, Rng rng) {
        Picture x = Picture.of("randomCrop", picture);
        checkArgument(x.height() + 2 * padding >= height && x.width() + 2 * padding >= width,
                "[randomCrop] a picture of %s×%s with a margin of %s is smaller than %s×%s; give a larger padding, or resize it first",
                x.height(), x.width(), padding, height, width);
        int top = Draws.between(rng, -padding, x.height() + padding - height);
        int left = Draws.between(rng, -padding, x.width() + padding - width);
        Picture y = Picture.black(x.channels(), height, width);
        Arrays.fill(y.values(), (float) fill);
        int from = Math.max(0, -left);
        int count = Math.min(width, x.width() - left) - from;
        for (int c = 0; c < x.channels() && count > 0; c++) {
            for (int i = Math.max(0, -top); i < Math.min(height, x.height() - top); i++) {
                System.arraycopy(x.values(), x.row(c, top + i) + left + from, y.values(), y.row(c, i) + from, count);
            }
        }
        return y.toTensor();
    }
}
