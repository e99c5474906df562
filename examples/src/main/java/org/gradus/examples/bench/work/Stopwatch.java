package org.gradus.examples.bench.work;

import com.google.common.base.Ticker;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Times a piece of work over and over; the same for whoever is measured. Before anything counts, the work runs in stretches
 * as long as the measurement, until Java has compiled next to nothing in one of them.
 *
 * @param stretches how many there are at least
 * @param budget nanoseconds of measuring
 */
public record Stopwatch(int stretches, long budget) {

    /** Shorter work is repeated until it takes as long, in nanoseconds, so that the clock does not matter. */
    private static final long SHORTEST = 500_000;

    /** The part of a stretch for which Java may compile in the last one. */
    private static final double QUIET = 0.01;

    /** As many stretches as end the waiting for Java's compiler to rest. */
    private static final int MOST_STRETCHES = 200;
    private static final int FEWEST = 2;
    private static final int MOST = 400;

    /** The seconds that one repetition took, sample by sample in the order of measuring; at least two samples. */
    public double[] measure(Runnable work) {
        return measure(work, Ticker.systemTicker(), compiler());
    }

    double[] measure(Runnable work, Ticker clock, Ticker compiler) {
        int repetitions = warmUp(work, clock, compiler);
        double[] samples = new double[MOST];
        int taken = 0;
        long begin = clock.read();
        while (taken < MOST && (taken < FEWEST || clock.read() - begin < budget)) {
            samples[taken++] = time(work, repetitions, clock) / 1e9 / repetitions;
        }
        return Arrays.copyOf(samples, taken);
    }

    /** Warms up and finds out how often work fits into the shortest sample. */
    private int warmUp(Runnable work, Ticker clock, Ticker compiler) {
        int repetitions = 1;
        for (int stretch = 1; stretch <= Math.max(stretches, MOST_STRETCHES); stretch++) {
            long begin = clock.read();
            long compiled = compiler.read();
            do {
                long last = time(work, repetitions, clock);
                repetitions = (int) Math.clamp(repetitions * SHORTEST / Math.max(1, last), 1,
                        Math.min(1 << 20, 10L * repetitions));
            } while (clock.read() - begin < budget);
            boolean isQuiet = compiler.read() - compiled <= QUIET * (clock.read() - begin);
            if (isQuiet && stretch >= stretches) {
                break;
            }
        }
        return repetitions;
    }

    private static long time(Runnable work, int repetitions, Ticker clock) {
        long begin = clock.read();
        for (int i = 0; i < repetitions; i++) {
            work.run();
        }
        return clock.read() - begin;
    }

    /** The time for which Java has compiled, which stands still where it does not say. */
    private static Ticker compiler() {
        @Nullable
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        boolean known = compiler != null && compiler.isCompilationTimeMonitoringSupported();
        return new Ticker() {
            @Override
            public long read() {
                return known ? TimeUnit.MILLISECONDS.toNanos(compiler.getTotalCompilationTime()) : 0;
            }
        };
    }
}
