package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.data.Augmentation;
import org.gradus.core.random.Rng;

/**
 * Turned about the middle by an angle at random, bilinearly, and black where nothing of the old picture comes to lie.
 *
 * @param degrees the most that it is turned either way
 */
public record RandomRotation(double degrees) implements Augmentation {

    /** Checks it. @throws IllegalArgumentException if it is not from 0 to 180 */
    public RandomRotation {
        checkArgument(degrees >= 0 && degrees <= 180, "[randomRotation] degrees must be from 0 to 180, but are %s",
                degrees);
    }

    /** {@inheritDoc} @throws IllegalArgumentException if the picture is not [C,H,W] of float32 */
    @Override
    public Tensor apply(Tensor picture, Rng rng) {
        Picture x = Picture.of("randomRotation", picture);
        return AffineMap.back(Draws.uniform(rng, -degrees, degrees), 0, 0, 1, 0).draw(x).toTensor();
    }
}
