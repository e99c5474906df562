package org.gradus.core.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What normalised numbers are multiplied by and what is added then, by channel: that at position p of a row-major array
 * belongs to channel p / {@code pixels} modulo the number of channels.
 *
 * @param weight one factor a channel, or null for 1
 * @param bias one number to add a channel, or null for 0
 * @param pixels how many neighbours are of one channel
 * @param <A> the array type, as for {@link Kernels}
 */
public record Affine<A>(@Nullable A weight, @Nullable A bias, int pixels) {}
