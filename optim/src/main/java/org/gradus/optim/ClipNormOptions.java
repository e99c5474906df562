package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How {@link Gradients#clipGradNorm} measures gradients.
 *
 * @param normType the order p of the norm (Σ|g|ᵖ)^(1/p), above 0; infinity for the largest |g|
 * @param errorIfNonFinite whether a norm that is infinite or NaN is an error
 */
public record ClipNormOptions(double normType, boolean errorIfNonFinite) {

    /** Euclid's norm, and no error. */
    public static final ClipNormOptions DEFAULT = new ClipNormOptions(2, false);

    /** Checks the order. @throws IllegalArgumentException if it is not positive */
    public ClipNormOptions {
        checkArgument(normType > 0, "[clipGradNorm] the norm's order must be positive, but is %s", normType);
    }

    /** These options with a norm of another order. */
    public ClipNormOptions withNormType(double value) {
        return new ClipNormOptions(value, errorIfNonFinite);
    }

    /** These options with an error for norms that are not finite, or without. */
    public ClipNormOptions withErrorIfNonFinite(boolean value) {
        return new ClipNormOptions(normType, value);
    }
}
