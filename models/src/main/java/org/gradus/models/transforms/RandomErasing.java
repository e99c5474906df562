package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gradus.core.Tensor;
import org.gradus.core.data.Augmentation;
import org.gradus.core.random.Rng;

/**
 * A rectangle replaced with a probability; Zhong et al., "Random Erasing Data Augmentation" (2020), §3.
 *
 * @param probability from 0 to 1
 * @param smallest the rectangle's smallest part of the picture's area
 * @param largest its largest part
 * @param filling what the rectangle is replaced by
 */
public record RandomErasing(double probability, double smallest, double largest,
        Filling filling) implements Augmentation {

    /** The rectangle is at most so many times as high as wide, or as wide as high. */
    private static final double RATIO = 3.3;

    /** Rectangles drawn until one lies within the picture. */
    private static final int TRIES = 10;

    /** Half of the pictures, between a fiftieth and a third of each, in black. */
    public RandomErasing() {
        this(0.5, 0.02, 0.33);
    }

    /** In black. @throws IllegalArgumentException if a value is out of range, naming it */
    public RandomErasing(double probability, double smallest, double largest) {
        this(probability, smallest, largest, Filling.BLACK);
    }

    /** Checks the ranges. @throws IllegalArgumentException if one is out of range, naming it */
    public RandomErasing {
        checkArgument(probability >= 0 && probability <= 1,
                "[randomErasing] the probability must be from 0 to 1, but is %s", probability);
        checkArgument(smallest > 0 && largest >= smallest && largest <= 1,
                "[randomErasing] the parts of the area must be above 0 and up to 1, the smallest first, but are %s and %s",
                smallest, largest);
    }

    /** This with something else in the rectangle, {@link Filling#NOISE} for instance. */
    public RandomErasing withFilling(Filling value) {
        return new RandomErasing(probability, smallest, largest, value);
    }

    /** This with one number everywhere in the rectangle. @throws IllegalArgumentException if it is not finite */
    public RandomErasing withFill(double value) {
        return withFilling(new Filling.Value(value));
    }

    /** {@inheritDoc} @throws IllegalArgumentException if the picture is not [C,H,W] of float32 */
    @Override
    public Tensor apply(Tensor picture, Rng rng) {
        Picture y = Picture.of("randomErasing", picture);
        if (!Draws.happens(rng, probability)) {
            return picture;
        }
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double area = Draws.uniform(rng, smallest, largest) * y.height() * y.width();
            double ratio = Math.exp(Draws.uniform(rng, -Math.log(RATIO), Math.log(RATIO)));
            int height = (int) Math.rint(Math.sqrt(area * ratio));
            int width = (int) Math.rint(Math.sqrt(area / ratio));
            if (height < y.height() && width < y.width()) {
                int top = Draws.between(rng, 0, y.height() - height);
                int left = Draws.between(rng, 0, y.width() - width);
                float[] erased = erased(rng, y.channels() * height * width);
                for (int line = 0; line < y.channels() * height; line++) {
                    int row = y.row(line / height, top + line % height);
                    System.arraycopy(erased, line * width, y.values(), row + left, width);
                }
                return y.toTensor();
            }
        }
        return picture;
    }

    /** The new values of the rectangle, channel by channel. */
    private float[] erased(Rng rng, int count) {
        float[] values = new float[count];
        switch (filling) {
            case Filling.Value one -> Arrays.fill(values, (float) one.value());
            case Filling.Noise _ -> rng.normal(values, 0, 1);
        }
        return values;
    }
}
