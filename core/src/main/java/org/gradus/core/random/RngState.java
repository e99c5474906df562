package org.gradus.core.random;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.OptionalDouble;

/**
 * Where a generator stands, so that its draws can be repeated or a run resumed.
 *
 * @param initialSeed the seed it was last started from
 * @param words the 624 words of the Mersenne Twister
 * @param position which word is used next
 * @param spareNormal the second number of the last pair that a small normal fill drew
 */
public record RngState(long initialSeed, ImmutableIntArray words, int position, OptionalDouble spareNormal) {

    /**
     * Checks the state.
     *
     * @throws IllegalArgumentException if it is none of a Mersenne Twister
     */
    public RngState {
        checkArgument(words.length() == MersenneTwister.WORDS && position >= 0 && position < MersenneTwister.WORDS,
                "[rng] a state has %s words and a position among them, but %s words and position %s came",
                MersenneTwister.WORDS, words.length(), position);
    }
}
