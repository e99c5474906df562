package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import org.jspecify.annotations.Nullable;

/**
 * How numbers are normalised, and what is done with them then: y = x̂·weight + bias.
 *
 * @param eps what is added to the variance, so that the square root of something above 0 is divided by
 * @param weight what each normalised number is multiplied by, or null for 1
 * @param bias what is added then, or null for 0
 */
public record NormalizationOptions(double eps, @Nullable Tensor weight, @Nullable Tensor bias) {

    /** With eps = 1e-5, and neither weight nor bias. */
    public static final NormalizationOptions DEFAULT = new NormalizationOptions(1e-5, null, null);

    /** Checks eps. @throws IllegalArgumentException if it is negative or no finite number */
    public NormalizationOptions {
        checkArgument(eps >= 0 && eps < Double.POSITIVE_INFINITY,
                "[normalization] eps must be a finite number, 0 or above, but is %s", eps);
    }

    /** These options with another eps. @throws IllegalArgumentException if it is negative or no finite number */
    public NormalizationOptions withEps(double value) {
        return new NormalizationOptions(value, weight, bias);
    }

    /** These options with another weight, null for 1. */
    public NormalizationOptions withWeight(@Nullable Tensor value) {
        return new NormalizationOptions(eps, value, bias);
    }

    /** These options with another bias, null for 0. */
    public NormalizationOptions withBias(@Nullable Tensor value) {
        return new NormalizationOptions(eps, weight, value);
    }
}
