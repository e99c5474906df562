package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableDoubleArray;
import org.jspecify.annotations.Nullable;

/**
 * How a tensor is stretched or shrunk: to a size, or by factors.
 *
 * @param size the sizes wanted, one for all axes or one for each; null where factors are given
 * @param scaleFactor how many times as large, one for all axes or one for each; null where sizes are given
 * @param mode what an element is made of
 * @param alignCorners whether the middles of the corners stay where they are, and not the outer edges
 * @param antialias whether a shrunk image's elements are made of all they cover, for {@code BILINEAR} and {@code BICUBIC}
 * @param recomputeScaleFactor whether the factors serve to find the sizes only, which are rounded down, and elements are
 *        placed by the ratio of sizes
 */
public record InterpolateOptions(@Nullable PerAxis size, @Nullable ImmutableDoubleArray scaleFactor,
        InterpolateMode mode, boolean alignCorners, boolean antialias, boolean recomputeScaleFactor) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there are both sizes and factors or neither, one is not above 0, or the mode does not
     *         know corners or antialiasing
     */
    public InterpolateOptions {
        checkArgument((size == null) != (scaleFactor == null),
                "[interpolate] needs either sizes or factors, but came %s and %s", size, scaleFactor);
        if (size != null) {
            size.checkAtLeast(1, "interpolate", "the size");
        } else {
            checkArgument(!scaleFactor.isEmpty() && scaleFactor.stream().allMatch(f -> f > 0 && Double.isFinite(f)),
                    "[interpolate] factors must be above 0 and finite, but are %s", scaleFactor);
        }
        checkArgument(!alignCorners || mode.hasCorners(),
                "[interpolate] %s knows no alignCorners; choose LINEAR, BILINEAR, TRILINEAR or BICUBIC first", mode);
        checkArgument(!antialias || mode == InterpolateMode.BILINEAR || mode == InterpolateMode.BICUBIC,
                "[interpolate] %s knows no antialias; choose BILINEAR or BICUBIC first", mode);
        checkArgument(!recomputeScaleFactor || scaleFactor != null,
                "[interpolate] recomputeScaleFactor needs factors, but sizes are given; leave it out");
    }

    /** To these sizes, one for all axes or one for each, in the mode {@code NEAREST}. */
    public static InterpolateOptions size(int... size) {
        return new InterpolateOptions(PerAxis.of(size), null, InterpolateMode.NEAREST, false, false, false);
    }

    /** By these factors, one for all axes or one for each, in the mode {@code NEAREST}. */
    public static InterpolateOptions scaleFactor(double... factors) {
        return new InterpolateOptions(null, ImmutableDoubleArray.copyOf(factors), InterpolateMode.NEAREST, false, false,
                false);
    }

    /** These options with another mode. */
    public InterpolateOptions withMode(InterpolateMode value) {
        return new InterpolateOptions(size, scaleFactor, value, alignCorners, antialias, recomputeScaleFactor);
    }

    /** These options with corners aligned by their middles, or by their outer edges. */
    public InterpolateOptions withAlignCorners(boolean value) {
        return new InterpolateOptions(size, scaleFactor, mode, value, antialias, recomputeScaleFactor);
    }

    /** These options with antialiasing, or without. */
    public InterpolateOptions withAntialias(boolean value) {
        return new InterpolateOptions(size, scaleFactor, mode, alignCorners, value, recomputeScaleFactor);
    }

    /** These options with elements placed by the ratio of sizes, or by the factors. */
    public InterpolateOptions withRecomputeScaleFactor(boolean value) {
        return new InterpolateOptions(size, scaleFactor, mode, alignCorners, antialias, value);
    }
}
