package org.gradus.examples.bench.work;

import com.google.common.base.Ticker;
import java.util.Arrays;

/**
 * Times a piece of work over and over; the same for whoever is measured.
 *
 * @param warmUp nanoseconds of running before anything counts
 * @param budget nanoseconds of measuring
 */
public record Stopwatch(long warmUp, long budget) {

    /** Shorter work is repeated until it takes as long, in nanoseconds, so that the clock does not matter. */
    private static final long SHORTEST = 500_000;

    private static final int FEWEST = 2;
    private static final int MOST = 400;

    /** The seconds that one repetition took, sample by sample in the order of measuring; at least two samples. */
    public double[] measure(Runnable work) {
        return measure(work, Ticker.systemTicker());
    }

    double[] measure(Runnable work, Ticker clock) {
        int repetitions = repetitions(work, clock);
        double[] samples = new double[MOST];
        int taken = 0;
        long begin = clock.read();
        while (taken < MOST && (taken < FEWEST || clock.read() - begin < budget)) {
            samples[taken++] = time(work, repetitions, clock) / 1e9 / repetitions;
        }
        return Arrays.copyOf(samples, taken);
    }

    /** Warms up and finds out how often work fits into the shortest sample. */
    private int repetitions(Runnable work, Ticker clock) {
        long begin = clock.read();
        int repetitions = 1;
        long last = time(work, 1, clock);
        while (clock.read() - begin < warmUp) {
            if (last < SHORTEST) {
                repetitions = (int) Math.min(1 << 20,
                        Math.max(repetitions + 1L, repetitions * SHORTEST / Math.max(1, last)));
            }
            last = time(work, repetitions, clock);
        }
        return Math.clamp(repetitions * SHORTEST / Math.max(1, last), 1, 1 << 20);
    }

    private static long time(Runnable work, int repetitions, Ticker clock) {
        long begin = clock.read();
        for (int i = 0; i < repetitions; i++) {
            work.run();
        }
        return clock.read() - begin;
    }
}
