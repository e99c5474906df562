package org.gradus.models.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import org.gradus.core.Tensor;
import org.gradus.core.data.Augmentation;
import org.gradus.core.random.Rng;

/**
 * Turned, moved, made larger or smaller, and sheared, each by an amount at random, about the middle of the picture.
 *
 * {@snippet :
 * RandomAffine.degrees(10).withTranslate(0.1).withScale(0.9, 1.1).withShear(10)
 * }
 *
 * @param degrees the most that it is turned either way
 * @param translate the most that it is moved, as a part of its height and width, from 0 to 1; by whole pixels
 * @param smallest the smallest scale
 * @param largest the largest scale
 * @param shear the most that it is sheared along x either way, in degrees below 90
 * @param interpolation what is shown between pixels; bilinear unless asked otherwise
 * @param fill the value where nothing of the old picture comes to lie; 0, black, unless asked otherwise
 */
public record RandomAffine(double degrees, double translate, double smallest, double largest,
        double shear, Interpolation interpolation, double fill) implements Augmentation {

    /** Turned by up to so many degrees, and nothing else. */
    public static RandomAffine degrees(double value) {
        return new RandomAffine(value, 0, 1, 1, 0, Interpolation.BILINEAR, 0);
    }

    /** Checks the ranges. @throws IllegalArgumentException if one is out of range, naming it */
    public RandomAffine {
        checkArgument(degrees >= 0 && degrees <= 180, "[randomAffine] degrees must be from 0 to 180, but are %s",
                degrees);
        checkArgument(translate >= 0 && translate <= 1, "[randomAffine] translate must be from 0 to 1, but is %s",
                translate);
        checkArgument(smallest > 0 && largest >= smallest && largest < Double.POSITIVE_INFINITY,
                "[randomAffine] scales must be positive, the smallest first, but are %s and %s", smallest, largest);
        checkArgument(shear >= 0 && shear < 90, "[randomAffine] shear must be from 0 to below 90 degrees, but is %s",
                shear);
        checkArgument(Double.isFinite(fill), "[randomAffine] fill must be a finite number, but is %s", fill);
    }

    /** This, and moved by up to this part of the height and of the width. */
    public RandomAffine withTranslate(double value) {
        return new RandomAffine(degrees, value, smallest, largest, shear, interpolation, fill);
    }

    /** This, and scaled by a factor in this range. */
    public RandomAffine withScale(double from, double to) {
        return new RandomAffine(degrees, translate, from, to, shear, interpolation, fill);
    }

    /** This, and sheared along x by up to so many degrees. */
    public RandomAffine withShear(double value) {
        return new RandomAffine(degrees, translate, smallest, largest, value, interpolation, fill);
    }

    /** This, with what is shown between pixels. */
    public RandomAffine withInterpolation(Interpolation value) {
        return new RandomAffine(degrees, translate, smallest, largest, shear, value, fill);
    }

    /** This, with the value where nothing of the old picture comes to lie. */
    public RandomAffine withFill(double value) {
        return new RandomAffine(degrees, translate, smallest, largest, shear, interpolation, value);
    }

    /** {@inheritDoc} @throws IllegalArgumentException if the picture is not [C,H,W] of float32 */
    @Override
    public Tensor apply(Tensor picture, Rng rng) {
        Picture x = Picture.of("randomAffine", picture);
        double turn = Draws.uniform(rng, -degrees, degrees);
        double right = Math.rint(Draws.uniform(rng, -translate, translate) * x.width());
        double down = Math.rint(Draws.uniform(rng, -translate, translate) * x.height());
        double scale = Draws.uniform(rng, smallest, largest);
        double slant = Draws.uniform(rng, -shear, shear);
        return AffineMap.back(turn, right, down, scale, slant).draw(x, interpolation, (float) fill).toTensor();
    }
}
