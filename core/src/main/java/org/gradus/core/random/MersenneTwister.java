package org.gradus.core.random;

import com.google.common.primitives.ImmutableIntArray;

/**
 * MT19937: 32 random bits at a time, with a state that can be taken out and put back.
 *
 * <p>commons-math3's keeps its state to itself, which checkpoints need, and misreads seeds from 2³¹ on.
 *
 * <p>Source: M. Matsumoto and T. Nishimura, <i>Mersenne Twister: a 623-dimensionally equidistributed uniform
 * pseudo-random number generator</i>, ACM TOMACS 8 (1998); seeding as in their revision of 2002-01-26.
 */
final class MersenneTwister {

    /** The words of a state. */
    static final int WORDS = 624;

    private static final int SHIFT = 397;
    private static final int TWIST = 0x9908b0df;

    private final int[] words;
    private int next;

    /** Starts from a seed, taken as unsigned: s₀ = seed, sᵢ = 1812433253·(sᵢ₋₁ ⊕ (sᵢ₋₁ ≫ 30)) + i. */
    MersenneTwister(int seed) {
        words = new int[WORDS];
        words[0] = seed;
        for (int i = 1; i < WORDS; i++) {
            words[i] = 1812433253 * (words[i - 1] ^ words[i - 1] >>> 30) + i;
        }
    }

    /** Goes on from a state: its words, and which of them is used next. */
    MersenneTwister(ImmutableIntArray words, int next) {
        this.words = words.toArray();
        this.next = next;
    }

    ImmutableIntArray words() {
        return ImmutableIntArray.copyOf(words);
    }

    /** Which word is twisted and used next. */
    int position() {
        return next;
    }

    /** Draws 32 bits: the next word is twisted with its neighbour and the word 397 places on, then tempered. */
    int next() {
        int following = next + 1 == WORDS ? 0 : next + 1;
        int distant = next < WORDS - SHIFT ? next + SHIFT : next + SHIFT - WORDS;
        int joined = words[next] & 0x80000000 | words[following] & 0x7fffffff;
        int y = words[distant] ^ joined >>> 1 ^ -(joined & 1) & TWIST;
        words[next] = y;
        next = following;
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return y ^ y >>> 18;
    }
}
