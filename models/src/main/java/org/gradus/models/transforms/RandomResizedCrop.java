package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.data.Augmentation;
import org.gradus.core.random.Rng;

/**
 * A part at random, of a random size and shape, made to one size: what networks for ImageNet are trained with; Szegedy et
 * al., "Going Deeper with Convolutions" (2015), §6.
 *
 * @param size pixels a side of what comes out
 * @param smallest the part's smallest share of the picture's area
 * @param largest its largest share
 */
public record RandomResizedCrop(int size, double smallest, double largest) implements Augmentation {

    /** The part is between three quarters and four thirds as wide as high. */
    private static final double RATIO = 4.0 / 3;

    /** Parts drawn until one lies within the picture; after that it is the middle. */
    private static final int TRIES = 10;

    /** Parts of at least eight hundredths of the picture. */
    public RandomResizedCrop(int size) {
        this(size, 0.08, 1);
    }

    /** Checks the ranges. @throws IllegalArgumentException if one is out of range, naming it */
    public RandomResizedCrop {
        checkArgument(size >= 1, "[randomResizedCrop] the size must be at least 1, but is %s", size);
        checkArgument(smallest > 0 && largest >= smallest && largest <= 1,
                "[randomResizedCrop] the shares of the area must be above 0 and up to 1, the smallest first, but are %s and %s",
                smallest, largest);
    }

    /** {@inheritDoc} @throws IllegalArgumentException if the picture is not [C,H,W] of float32 */
    @Override
    public Tensor apply(Tensor picture, Rng rng) {
        Picture.check("randomResizedCrop", picture);
        int rows = picture.size(1);
        int columns = picture.size(2);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double area = Draws.uniform(rng, smallest, largest) * rows * columns;
            double ratio = Math.exp(Draws.uniform(rng, -Math.log(RATIO), Math.log(RATIO)));
            int width = (int) Math.rint(Math.sqrt(area * ratio));
            int height = (int) Math.rint(Math.sqrt(area / ratio));
            if (height >= 1 && width >= 1 && height <= rows && width <= columns) {
                return resized(picture, Draws.between(rng, 0, rows - height), height,
                        Draws.between(rng, 0, columns - width), width);
            }
        }
        int height = (int) Math.max(1, Math.min(rows, Math.rint(columns * RATIO)));
        int width = (int) Math.max(1, Math.min(columns, Math.rint(rows * RATIO)));
        return resized(picture, (rows - height) / 2, height, (columns - width) / 2, width);
    }

    private Tensor resized(Tensor picture, int top, int height, int left, int width) {
        Tensor part = picture.narrow(1, top, height).narrow(2, left, width);
        return new Resize(size, size).apply(part.unsqueeze(0)).squeeze(0);
    }
}
