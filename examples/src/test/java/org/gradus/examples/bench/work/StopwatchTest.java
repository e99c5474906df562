package org.gradus.examples.bench.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Ticker;
import com.google.common.primitives.Doubles;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class StopwatchTest {

    @Test
    void work_of_ten_milliseconds_takes_ten_milliseconds_each_time() {
        AtomicInteger runs = new AtomicInteger();
        double[] samples = new Stopwatch(0, 100_000_000).measure(() -> {
            runs.incrementAndGet();
            sleep(10_000_000);
        });

        assertThat(Doubles.asList(samples)).allSatisfy(seconds -> assertThat(seconds).isGreaterThan(9e-3));
        assertThat(samples.length).isBetween(2, 11);
        assertThat(runs.get()).as("one run before it counts, and one a sample").isEqualTo(samples.length + 1);
    }

    /** Time passes in the work alone, so that what else the machine does is not measured: a microsecond each time. */
    @Test
    void short_work_is_repeated_within_a_sample_and_its_time_divided() {
        AtomicInteger runs = new AtomicInteger();
        var clock = new Ticker() {
            @Override
            public long read() {
                return 1000L * runs.get();
            }
        };
        double[] samples = new Stopwatch(20_000_000, 20_000_000).measure(runs::incrementAndGet, clock);

        assertThat(runs.get()).isGreaterThan(100 * samples.length);
        assertThat(samples).as("samples of half a millisecond").hasSize(40);
        assertThat(Doubles.asList(samples)).allSatisfy(seconds -> assertThat(seconds).isCloseTo(1e-6, within(1e-18)));
    }

    private static void sleep(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
