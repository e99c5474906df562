package org.gradus.examples.bench.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.math.Quantiles;
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

    @Test
    void short_work_is_repeated_within_a_sample_and_its_time_divided() {
        AtomicInteger runs = new AtomicInteger();
        double[] samples = new Stopwatch(20_000_000, 20_000_000).measure(runs::incrementAndGet);

        assertThat(runs.get()).isGreaterThan(100 * samples.length);
        double median = Quantiles.median().compute(samples); // a busy machine may interrupt any one of them
        assertThat(median).isBetween(0.0, 1e-4);
    }

    private static void sleep(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
