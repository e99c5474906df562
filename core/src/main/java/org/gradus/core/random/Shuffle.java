package org.gradus.core.random;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Draws the order in which a loader visits a data set, as PyTorch's {@code DataLoader} does.
 *
 * <p>A loader takes two seeds from the generator in every epoch, both by {@link Rng#nextSeed}:
 * <ol>
 * <li>when its iterator is made, the base seed of its worker processes ({@link #begin}); every loader does that, with
 * or without workers, shuffling or not;
 * <li>when the first batch is asked for, and only if it shuffles, the sampler's seed, from which a generator is made
 * for this one epoch, and the order is that generator's first permutation ({@link #order}).
 * </ol>
 * So an epoch that trains on a shuffled loader and then tests on an unshuffled one takes three seeds: base, sampler,
 * base. Nothing else is drawn, whatever the number of samples and batches.
 *
 * <p>A loader that was given a generator of its own takes the base seed from that one, and the order is
 * {@link Rng#randperm} of that same generator, without a seed in between. When it is asked for
 * an index past the last, it draws a second permutation and throws it away, which changes all later epochs.
 */
public final class Shuffle {

    private Shuffle() {}

    /**
     * Draws what making a loader's iterator draws: the base seed of its workers.
     *
     * @return the base seed; PyTorch seeds worker i with base seed + i
     */
    public static long begin(Rng rng) {
        return rng.nextSeed();
    }

    /**
     * Draws the order of a shuffled epoch over n samples: {@code new Rng(rng.nextSeed()).randperm(n)}.
     *
     * @return a permutation of 0 … n − 1
     * @throws IllegalArgumentException if n is negative
     */
    public static int[] order(Rng rng, int n) {
        checkArgument(n >= 0, "[shuffle] n must not be negative, but n is %s", n);
        return new Rng(rng.nextSeed()).randperm(n);
    }
}
