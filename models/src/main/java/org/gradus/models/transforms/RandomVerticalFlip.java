package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.data.Augmentation;
import org.gradus.core.random.Rng;

/**
 * Top and bottom exchanged with a probability.
 *
 * @param probability from 0 to 1
 */
public record RandomVerticalFlip(double probability) implements Augmentation {

    /** Half of the pictures. */
    public RandomVerticalFlip() {
        this(0.5);
    }

    /** Checks it. @throws IllegalArgumentException if it is not from 0 to 1 */
    public RandomVerticalFlip {
        checkArgument(probability >= 0 && probability <= 1,
                "[randomVerticalFlip] the probability must be from 0 to 1, but is %s", probability);
    }

    /** {@inheritDoc} @throws IllegalArgumentException if the picture is not [C,H,W] of float32 */
    @Override
    public Tensor apply(Tensor picture, Rng rng) {
        Picture.check("randomVerticalFlip", picture);
        return Draws.happens(rng, probability) ? picture.flip(1) : picture;
    }
}
