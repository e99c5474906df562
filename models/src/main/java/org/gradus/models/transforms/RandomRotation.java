package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.data.Augmentation;
import org.gradus.core.random.Rng;

/**
 * Turned about the middle by an angle at random.
 *
 * @param degrees the most that it is turned either way
 * @param interpolation what is shown between pixels
 * @param fill the value where nothing of the old picture comes to lie
 */
public record RandomRotation(double degrees, Interpolation interpolation, double fill) implements Augmentation {

    /** Bilinear, and black where nothing of the old picture comes to lie. */
    public RandomRotation(double degrees) {
        this(degrees, Interpolation.BILINEAR, 0);
    }

    /** Checks the values. @throws IllegalArgumentException if degrees are not from 0 to 180, or the fill is not finite */
    public RandomRotation {
        checkArgument(Double.isFinite(fill), "[randomRotation] fill must be a finite number, but is %s", fill);
        checkArgument(degrees >= 0 && degrees <= 180, "[randomRotation] degrees must be from 0 to 180, but are %s",
                degrees);
    }

    /** {@inheritDoc} @throws IllegalArgumentException if the picture is not [C,H,W] of float32 */
    @Override
    public Tensor apply(Tensor picture, Rng rng) {
        Picture x = Picture.of("randomRotation", picture);
        return AffineMap.back(Draws.uniform(rng, -degrees, degrees), 0, 0, 1, 0).draw(x, interpolation, (float) fill)
                .toTensor();
    }
}
