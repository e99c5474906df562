package org.gradus.core.random;

import static com.google.common.base.Preconditions.checkArgument;
import static org.gradus.core.random.BoxMuller.BLOCK;

import java.security.SecureRandom;
import java.util.OptionalDouble;
import org.apache.commons.math3.util.FastMath;

/**
 * A random number generator that gives PyTorch's numbers: the same seed and the same draws, in the same order, give
 * what PyTorch 2.13 gives on an x86-64 CPU with AVX2.
 *
 * <p>Integers, uniform numbers, masks, permutations and float32 normal numbers are equal to the bit. So are 998 in 1000
 * float64 standard normal numbers, and the rest are within 2 ulp: the C library's logarithm and sine are its own.
 *
 * <p>Every draw holds this object's monitor from its first number to its last, so draws from several threads never mix
 * or corrupt the state. Which thread draws first is up to the caller, and so is repeatability then: give each thread a
 * generator of its own, or synchronize on the generator around draws that belong together.
 *
 * <p>Sources: M. Matsumoto and T. Nishimura, <i>Mersenne Twister</i>, ACM TOMACS 8 (1998), for the 32-bit numbers;
 * PyTorch's CPU generator and distributions for what is made of them.
 */
public final class Rng {

    private static final Rng GLOBAL = new Rng(new SecureRandom().nextLong());

    /** From here on a remainder of 32 bits would be visibly skewed, and PyTorch spends 64 bits on a number. */
    private static final long WIDE_RANGE = 1L << 28;
    private static final int WIDE_PERMUTATION = 214_748_364; // ⌊(2³² − 1) / 20⌋

    private long initialSeed;
    private MersenneTwister twister;
    /** The second number of the last pair that a small normal fill drew, before mean and deviation are applied. */
    private OptionalDouble spareNormal = OptionalDouble.empty();

    /**
     * Makes a generator that starts where {@code torch.Generator().manual_seed(seed)} starts.
     *
     * @param seed any number; its low 32 bits count, so −1 and 2³² − 1 are the same seed
     */
    public Rng(long seed) {
        initialSeed = seed;
        twister = new MersenneTwister((int) seed);
    }

    /**
     * The generator that everything draws from that is not given another; its first seed is different in every process
     * until {@link #manualSeed} sets one.
     */
    public static Rng global() {
        return GLOBAL;
    }

    /** Seeds the {@linkplain #global() global generator}, as {@code torch.manual_seed(seed)} does. */
    public static void manualSeed(long seed) {
        GLOBAL.reseed(seed);
    }

    /** Starts again from a seed, exactly as a new generator would; a normal number kept for later is forgotten. */
    public synchronized void reseed(long seed) {
        initialSeed = seed;
        twister = new MersenneTwister((int) seed);
        spareNormal = OptionalDouble.empty();
    }

    /** The seed this generator was last started from; passing it to {@link #reseed} repeats all draws since. */
    public synchronized long initialSeed() {
        return initialSeed;
    }

    /** Where this generator stands; {@link #restore} goes back there. */
    public synchronized RngState state() {
        return new RngState(initialSeed, twister.words(), twister.position(), spareNormal);
    }

    /** Goes on from a state that this or another generator was in: the draws from there on are repeated. */
    public synchronized void restore(RngState state) {
        initialSeed = state.initialSeed();
        twister = new MersenneTwister(state.words(), state.position());
        spareNormal = state.spareNormal();
    }

    /** Draws 32 random bits. */
    public synchronized int next32() {
        return twister.next();
    }

    /** Draws 64 random bits: two draws of 32, the first of them the upper half. */
    public synchronized long next64() {
        return bits64();
    }

    /**
     * Draws a seed for another generator, uniform on 0 … 2⁶³ − 1: the next 64 bits modulo 2⁶³. PyTorch's loaders draw
     * theirs so ({@code torch.empty((), dtype=torch.int64).random_()}); see {@link Shuffle}.
     */
    public synchronized long nextSeed() {
        return bits64() & Long.MAX_VALUE;
    }

    /**
     * Fills an array with numbers uniform on [from, to): k·2⁻²⁴·(to − from) + from in float32, the multiply-add rounded
     * once, with k the low 24 of 32 bits. A result rounded up to {@code to} becomes {@code from}.
     *
     * @throws IllegalArgumentException if from &gt; to, either is NaN, or a bound or the range exceeds float32
     */
    public synchronized void uniform(float[] out, double from, double to) {
        checkUniform(from, to, Float.MAX_VALUE);
        float low = (float) from;
        float high = (float) to;
        for (int i = 0; i < out.length; i++) {
            float value = Math.fma(next24Bits(), high - low, low);
            out[i] = value == high ? low : value;
        }
    }

    /**
     * Fills an array with numbers uniform on [from, to): k·2⁻⁵³·(to − from) + from in float64, the multiply-add rounded
     * once, with k the low 53 of 64 bits. A result rounded up to {@code to} becomes {@code from}.
     *
     * @throws IllegalArgumentException if from &gt; to, either is NaN, or a bound or the range exceeds float64
     */
    public synchronized void uniform(double[] out, double from, double to) {
        checkUniform(from, to, Double.MAX_VALUE);
        for (int i = 0; i < out.length; i++) {
            double value = Math.fma(next53Bits(), to - from, from);
            out[i] = value == to ? from : value;
        }
    }

    /**
     * Fills an array with normal numbers by Box and Muller's transform.
     *
     * <p>Below 16 elements each is computed in float64 from a pair of 53-bit uniform numbers, or is the second number
     * of the last such pair, which the generator keeps. From 16 elements on the array is filled with uniform numbers
     * and transformed in blocks of 16; if a part of a block is left at the end, the last 16 elements are drawn anew. So
     * the first n − 16 of n elements are those of every longer fill.
     *
     * @param mean the mean
     * @param std the standard deviation, not negative
     * @throws IllegalArgumentException if the mean or the standard deviation is NaN or exceeds float32, or the standard
     *     deviation is negative
     */
    public synchronized void normal(float[] out, double mean, double std) {
        checkNormal(mean, std, Float.MAX_VALUE);
        int n = out.length;
        if (n < BLOCK) {
            for (int i = 0; i < n; i++) {
                out[i] = (float) nextNormal(mean, std);
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            out[i] = next24Bits();
        }
        for (int at = 0; at + BLOCK <= n; at += BLOCK) {
            BoxMuller.transform(out, at, (float) mean, (float) std);
        }
        if (n % BLOCK != 0) {
            for (int i = n - BLOCK; i < n; i++) {
                out[i] = next24Bits();
            }
            BoxMuller.transform(out, n - BLOCK, (float) mean, (float) std);
        }
    }

    /**
     * Fills an array with normal numbers by Box and Muller's transform, in the same order of draws as
     * {@link #normal(float[], double, double)} but with 53-bit uniform numbers throughout.
     *
     * @param mean the mean
     * @param std the standard deviation, not negative
     * @throws IllegalArgumentException if the mean or the standard deviation is NaN or infinite, or the standard
     *     deviation is negative
     */
    public synchronized void normal(double[] out, double mean, double std) {
        checkNormal(mean, std, Double.MAX_VALUE);
        int n = out.length;
        if (n < BLOCK) {
            for (int i = 0; i < n; i++) {
                out[i] = nextNormal(mean, std);
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            out[i] = next53Bits();
        }
        for (int at = 0; at + BLOCK <= n; at += BLOCK) {
            BoxMuller.transform(out, at, mean, std);
        }
        if (n % BLOCK != 0) {
            for (int i = n - BLOCK; i < n; i++) {
                out[i] = next53Bits();
            }
            BoxMuller.transform(out, n - BLOCK, mean, std);
        }
    }

    /**
     * Fills a mask that is true with probability p: k·2⁻⁵³ &lt; p, with k the low 53 of 64 bits. Numbers are drawn even
     * where p is 0 or 1.
     *
     * <p>PyTorch's dropout with probability q of dropping is this mask with p = 1 − q, and multiplies what is kept by
     * 1/(1 − q), a quotient of two numbers of the tensor's type; it draws nothing where q is 0 or 1.
     *
     * @throws IllegalArgumentException if p is NaN or outside [0, 1]
     */
    public synchronized void bernoulli(boolean[] out, double p) {
        checkArgument(p >= 0 && p <= 1, "[bernoulli] p must lie in [0, 1], but p is %s", p);
        for (int i = 0; i < out.length; i++) {
            out[i] = next53Bits() < p;
        }
    }

    /**
     * Fills an array with integers uniform on low … high − 1: low + (bits mod (high − low)), from 32 unsigned bits
     * where high − low is below 2²⁸, else from 64.
     *
     * @throws IllegalArgumentException if low ≥ high
     */
    public synchronized void randint(long[] out, long low, long high) {
        checkArgument(low < high, "[randint] low must be less than high, but low is %s and high is %s", low, high);
        long range = high - low; // unsigned: it exceeds Long.MAX_VALUE when the bounds lie far apart
        boolean wide = Long.compareUnsigned(range, WIDE_RANGE) >= 0;
        for (int i = 0; i < out.length; i++) {
            long bits = wide ? bits64() : Integer.toUnsignedLong(twister.next());
            out[i] = low + Long.remainderUnsigned(bits, range);
        }
    }

    /**
     * Draws a permutation of 0 … n − 1 by Fisher and Yates's shuffle: position i is exchanged with position
     * i + (bits mod (n − i)), for i = 0 … n − 2, from 32 unsigned bits each.
     *
     * <p>From 214,748,364 elements on it is the inside-out shuffle from 64 unsigned bits each.
     *
     * @throws IllegalArgumentException if n is negative
     */
    public synchronized int[] randperm(int n) {
        checkArgument(n >= 0, "[randperm] n must not be negative, but n is %s", n);
        return n < WIDE_PERMUTATION ? shuffled(n) : shuffledInsideOut(n);
    }

    private int[] shuffled(int n) {
        var order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = 0; i < n - 1; i++) {
            int j = i + Integer.remainderUnsigned(twister.next(), n - i);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        return order;
    }

    /** Grows the permutation by one element at a time, which needs no second pass over an array this large. */
    int[] shuffledInsideOut(int n) {
        var order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = (int) Long.remainderUnsigned(bits64(), i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private long bits64() {
        long upper = twister.next();
        return upper << 32 | Integer.toUnsignedLong(twister.next());
    }

    private float next24Bits() {
        return (twister.next() & 0xffffff) * 0x1p-24f;
    }

    private double next53Bits() {
        return (bits64() & (1L << 53) - 1) * 0x1p-53;
    }

    private double nextNormal(double mean, double std) {
        double normal;
        if (spareNormal.isPresent()) {
            normal = spareNormal.getAsDouble();
            spareNormal = OptionalDouble.empty();
        } else {
            double angle = BoxMuller.angle(next53Bits()); // the angle's number is drawn before the radius's
            double radius = BoxMuller.radius(next53Bits());
            spareNormal = OptionalDouble.of(radius * FastMath.sin(angle));
            normal = radius * FastMath.cos(angle);
        }
        return Math.fma(normal, std, mean);
    }

    private static void checkUniform(double from, double to, double max) {
        checkArgument(from <= to, "[uniform] from must not be greater than to, but from is %s and to is %s", from, to);
        checkArgument(from >= -max && to <= max && to - from <= max,
                "[uniform] from, to and to - from must lie within ±%s, but from is %s and to is %s", max, from, to);
    }

    private static void checkNormal(double mean, double std, double max) {
        checkArgument(Math.abs(mean) <= max, "[normal] mean must lie within ±%s, but mean is %s", max, mean);
        checkArgument(std >= 0 && std <= max, "[normal] std must lie in [0, %s], but std is %s", max, std);
    }
}
