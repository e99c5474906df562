package org.gradus.examples.bench.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Ticker;
import com.google.common.primitives.Doubles;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StopwatchTest {

    /** Time passes in the work alone, so that what else the machine does is not measured. */
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong compiled = new AtomicLong();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void work_of_ten_milliseconds_takes_ten_milliseconds_each_time() {
        double[] samples = measure(100_000_000, () -> work(10_000_000));

        assertThat(samples).hasSize(10).containsOnly(0.01);
        assertThat(runs).as("as often before it counts").hasValue(20);
    }

    @Test
    void work_longer_than_the_budget_is_measured_twice_after_one_run() {
        assertThat(measure(1_000_000, () -> work(10_000_000))).hasSize(2);
        assertThat(runs).hasValue(3);
    }

    @Test
    void short_work_is_repeated_within_a_sample_and_its_time_divided() {
        double[] samples = measure(20_000_000, () -> work(1000));

        assertThat(runs.get()).isGreaterThan(100 * samples.length);
        assertThat(samples).as("samples of half a millisecond").hasSize(40);
        assertThat(Doubles.asList(samples)).allSatisfy(seconds -> assertThat(seconds).isCloseTo(1e-6, within(1e-18)));
    }

    @Test
    void nothing_counts_while_java_compiles() {
        double[] samples = measure(100_000_000, () -> {
            boolean slow = runs.get() < 25;
            compiled.addAndGet(slow ? 5_000_000 : 0);
            work(slow ? 20_000_000 : 10_000_000);
        });

        assertThat(samples).containsOnly(0.01);
        assertThat(runs).as("5 stretches of 5 slow runs, one of 10 quick ones, and the samples").hasValue(45);
    }

    @Test
    void a_compiler_that_never_rests_is_waited_for_no_longer_than_two_hundred_stretches() {
        measure(100_000_000, () -> {
            compiled.addAndGet(5_000_000);
            work(10_000_000);
        });

        assertThat(runs).hasValue(201 * 10);
    }

    @Test
    void as_many_stretches_as_asked_for_go_by_even_if_java_compiles_nothing() {
        new Stopwatch(3, 100_000_000).measure(() -> work(10_000_000), ticker(now), ticker(compiled));

        assertThat(runs).hasValue(4 * 10);
    }

    private double[] measure(long budget, Runnable work) {
        return new Stopwatch(1, budget).measure(work, ticker(now), ticker(compiled));
    }

    private void work(long nanos) {
        runs.incrementAndGet();
        now.addAndGet(nanos);
    }

    private static Ticker ticker(AtomicLong time) {
        return new Ticker() {
            @Override
            public long read() {
                return time.get();
            }
        };
    }
}
