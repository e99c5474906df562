package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gradus.core.Tensor;
import org.gradus.core.data.Augmentation;
import org.gradus.core.random.Rng;

/**
 * A rectangle blackened with a probability; Zhong et al., "Random Erasing Data Augmentation" (2020), §3.
 *
 * @param probability from 0 to 1
 * @param smallest the rectangle's smallest part of the picture's area
 * @param largest its largest part
 */
public record RandomErasing(double probability, double smallest, double largest) implements Augmentation {

    /** The rectangle is at most so many times as high as wide, or as wide as high. */
    private static final double RATIO = 3.3;

    /** Rectangles drawn until one lies within the picture. */
    private static final int TRIES = 10;

    /** Half of the pictures, between a fiftieth and a third of each. */
    public RandomErasing() {
        this(0.5, 0.02, 0.33);
    }

    /** Checks the ranges. @throws IllegalArgumentException if one is out of range, naming it */
    public RandomErasing {
        checkArgument(probability >= 0 && probability <= 1,
                "[randomErasing] the probability must be from 0 to 1, but is %s", probability);
        checkArgument(smallest > 0 && largest >= smallest && largest <= 1,
                "[randomErasing] the parts of the area must be above 0 and up to 1, the smallest first, but are %s and %s",
                smallest, largest);
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
                blacken(y, top, height, left, width);
                return y.toTensor();
            }
        }
        return picture;
    }

    private static void blacken(Picture y, int top, int height, int left, int width) {
        for (int c = 0; c < y.channels(); c++) {
            for (int i = top; i < top + height; i++) {
                int from = y.row(c, i) + left;
                Arrays.fill(y.values(), from, from + width, 0);
            }
        }
    }
}
