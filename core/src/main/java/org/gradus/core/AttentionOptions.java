package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import org.jspecify.annotations.Nullable;

/**
 * How attention is paid.
 *
 * @param mask which keys each query may attend to, or null for all: BOOL, true where it may, or floating-point numbers that are
 *        added to the scores; it broadcasts to [*,L,S]
 * @param causal whether a query attends to no key that comes later in the sequence than itself
 * @param dropout the probability of dropping a weight, 0 unless training
 * @param scale what scores are multiplied by, or null for 1/√E
 */
public record AttentionOptions(@Nullable Tensor mask, boolean causal, double dropout, @Nullable Double scale) {

    /** Every query attends to every key, with scale 1/√E and no dropout. */
    public static final AttentionOptions DEFAULT = new AttentionOptions(null, false, 0, null);

    /** Checks the options. @throws IllegalArgumentException if there are two masks, or dropout is not in [0, 1] */
    public AttentionOptions {
        checkArgument(mask == null || !causal,
                "[scaledDotProductAttention] a mask and a causal one exclude each other; put both into one mask");
        checkArgument(dropout >= 0 && dropout <= 1,
                "[scaledDotProductAttention] the probability of dropping must be in [0, 1], but is %s", dropout);
    }

    /** These options with a mask, or with none if it is null. @throws IllegalArgumentException if it is causal too */
    public AttentionOptions withMask(@Nullable Tensor value) {
        return new AttentionOptions(value, causal, dropout, scale);
    }

    /** These options for queries that attend to nothing later, or not. @throws IllegalArgumentException if there is a mask */
    public AttentionOptions withCausal(boolean value) {
        return new AttentionOptions(mask, value, dropout, scale);
    }

    /** These options with dropout. @throws IllegalArgumentException if it is not in [0, 1] */
    public AttentionOptions withDropout(double value) {
        return new AttentionOptions(mask, causal, value, scale);
    }

    /** These options with another scale, or with 1/√E if it is null. */
    public AttentionOptions withScale(@Nullable Double value) {
        return new AttentionOptions(mask, causal, dropout, value);
    }
}
