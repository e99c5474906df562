package org.gradus.core.random;

import org.apache.commons.math3.random.MersenneTwister;

/**
 * Starts a Mersenne Twister from a 32-bit seed, as the reference code's {@code init_genrand} does.
 *
 * <p>commons-math3's {@code MersenneTwister(int)} does so for seeds below 2³¹ only: it sign-extends the others, and
 * they get numbers no other implementation gives. Its array seeding ({@code init_by_array}) is right, and it is a
 * chain of invertible steps, so here the upper half of the seeds is reached through the key that leads array seeding
 * to the very state {@code init_genrand} would have made.
 *
 * <p>Source: M. Matsumoto and T. Nishimura, <i>Mersenne Twister: a 623-dimensionally equidistributed uniform
 * pseudo-random number generator</i>, ACM TOMACS 8 (1998); seeding as in their revision of 2002-01-26.
 */
final class Seeding {

    private static final int WORDS = 624;
    private static final int LINEAR = 1812433253;
    private static final int FIRST_PASS = 1664525;
    private static final int SECOND_PASS = 1566083941;
    private static final int ARRAY_SEED = 19650218;

    private Seeding() {}

    /** A twister whose numbers are those of {@code init_genrand(seed)}, the seed taken as unsigned. */
    static MersenneTwister twister(int seed) {
        return seed >= 0 ? new MersenneTwister(seed) : new MersenneTwister(keyTo(initGenrand(seed)));
    }

    /** The state s₀ = seed, sᵢ = 1812433253·(sᵢ₋₁ ⊕ (sᵢ₋₁ ≫ 30)) + i. */
    private static int[] initGenrand(int seed) {
        var state = new int[WORDS];
        state[0] = seed;
        for (int i = 1; i < WORDS; i++) {
            state[i] = LINEAR * mix(state[i - 1]) + i;
        }
        return state;
    }

    /**
     * The key from which array seeding makes {@code state}, whose first word must have its top bit set.
     *
     * <p>Array seeding always leaves 2³¹ in word 0. That is no loss: the twister reads of word 0 the top bit alone.
     */
    private static int[] keyTo(int[] state) {
        var after = state.clone();
        // The second pass visits words 2, …, 623, 1, each changed by the word before it; undone last step first.
        after[1] = (after[1] + 1) ^ (mix(after[WORDS - 1]) * SECOND_PASS);
        for (int i = WORDS - 1; i >= 2; i--) {
            after[i] = (after[i] + i) ^ (mix(after[i - 1]) * SECOND_PASS);
        }
        // The first pass visits words 1, …, 623, 1 and adds key[j] + j at its step j. It visits word 1 twice, so
        // key[0] is free and stays 0; each further key word is what is still missing to reach the wanted state.
        var before = initGenrand(ARRAY_SEED);
        var key = new int[WORDS];
        int first = before[1] ^ (mix(before[0]) * FIRST_PASS);
        int previous = first;
        for (int i = 2; i < WORDS; i++) {
            key[i - 1] = after[i] - (before[i] ^ (mix(previous) * FIRST_PASS)) - (i - 1);
            previous = after[i];
        }
        key[WORDS - 1] = after[1] - (first ^ (mix(previous) * FIRST_PASS)) - (WORDS - 1);
        return key;
    }

    private static int mix(int word) {
        return word ^ (word >>> 30);
    }
}
